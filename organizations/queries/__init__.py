"""Answers about people and organisations that join models."""
