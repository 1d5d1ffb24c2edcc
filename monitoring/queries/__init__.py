"""Answers about results that join models."""
