"""How those lists are narrowed."""
