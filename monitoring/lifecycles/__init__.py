"""The order of acts on results and answers."""
