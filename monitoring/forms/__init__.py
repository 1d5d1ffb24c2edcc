"""What people fill in about results and answers."""
