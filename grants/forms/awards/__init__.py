"""Forms of the decision."""
