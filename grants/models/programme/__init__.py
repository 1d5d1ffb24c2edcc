"""Facts of programmes."""
