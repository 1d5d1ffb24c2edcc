"""Facts of eligibility checks, assignments and reviews."""
