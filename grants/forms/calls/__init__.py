"""Forms of calls and what they ask."""
