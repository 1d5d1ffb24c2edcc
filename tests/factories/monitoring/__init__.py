"""Things of the floor `monitoring`, one module an aggregate; import them from there."""
