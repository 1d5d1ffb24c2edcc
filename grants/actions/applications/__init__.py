"""Acts on applications, from the draft to the receipt."""
