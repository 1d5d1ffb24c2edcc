"""Facts of the decision and its answer."""
