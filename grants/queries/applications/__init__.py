"""Answers about applications, from the draft to the receipt."""
