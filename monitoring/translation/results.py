"""Titles of results, indicators, dimensions and categories in three languages."""
