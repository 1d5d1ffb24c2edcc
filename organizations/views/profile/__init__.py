"""Pages of the profile of an organisation."""
