"""Answers about eligibility checks, assignments and reviews."""
