"""Acts on calls and what they ask."""
