"""How lists about money are shown."""
