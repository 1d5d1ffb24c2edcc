"""Forms of the sections of a profile."""
