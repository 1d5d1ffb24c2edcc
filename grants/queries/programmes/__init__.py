"""Answers about programmes."""
