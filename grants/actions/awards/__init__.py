"""Acts on the decision and its answer."""
