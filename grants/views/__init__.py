"""Pages about money in the workspace."""
