"""Forms of agreements and what is reported under them."""
