"""Acts on the profile of an organisation: each saves one section whole."""
