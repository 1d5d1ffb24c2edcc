"""Titles of scorecards in three languages."""
