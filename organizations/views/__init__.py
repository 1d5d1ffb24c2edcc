"""Pages about people and organisations: find in scope, check, call one act, redirect."""
