"""THE WHOLE: read-only figures, dashboards and files across the floors below; owns no fact."""
