"""Answers about the decision and its answer."""
