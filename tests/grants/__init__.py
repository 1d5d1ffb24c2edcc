"""The floor of money."""
