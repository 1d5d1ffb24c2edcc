"""Answers about money that join models or return dataclasses."""
