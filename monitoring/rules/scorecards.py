"""Who may run a scorecard cycle, reply to it and verify commitments."""
