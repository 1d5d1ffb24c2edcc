"""Pages of eligibility checks, assignments and reviews."""
