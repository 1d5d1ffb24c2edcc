"""Lists of results and answers."""
