"""Who may set up frameworks, report measurements and verify them."""
