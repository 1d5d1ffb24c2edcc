"""Workspace pages of results and answers."""
