"""Acts on people, organisations and documents."""
