"""The tools: what every floor stands on and that knows nothing of the domain."""
