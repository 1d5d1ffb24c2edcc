"""Things of the floor `grants`, one module an aggregate; import them from there."""
