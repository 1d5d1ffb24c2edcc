"""Acts on agreements and what is reported under them."""
