"""Acts on results and answers."""
