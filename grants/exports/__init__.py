"""Files that this floor writes itself."""
