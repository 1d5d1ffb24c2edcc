"""Forms of eligibility checks, assignments and reviews."""
