"""How lists about money are narrowed."""
