"""Reference data about money in Django's admin, for the operator."""
