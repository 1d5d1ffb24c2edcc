"""Facts about results and answers."""
