"""Files across the floors; each prints the figures that the pages print."""
