"""Answers about agreements and what is reported under them."""
