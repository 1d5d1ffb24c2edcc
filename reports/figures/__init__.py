"""Each public number, defined once, as one function with its definition as docstring; page, file and chart print it."""
