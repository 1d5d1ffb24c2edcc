"""Messages about results and answers."""
