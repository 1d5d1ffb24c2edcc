"""The speed and scale measurements: `make bench` makes the data, measures, and prints the table."""
