"""Pages of calls and what they ask."""
