"""Pages of the decision and its answer."""
