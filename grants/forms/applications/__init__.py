"""Forms of applications, from the draft to the receipt."""
