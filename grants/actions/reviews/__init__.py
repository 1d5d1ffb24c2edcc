"""Acts on eligibility checks, assignments and reviews."""
