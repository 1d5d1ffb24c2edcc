"""Answers about calls and what they ask."""
