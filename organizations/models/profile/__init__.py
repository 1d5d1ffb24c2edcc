"""What an organisation says of itself once, so that no application asks it again."""
