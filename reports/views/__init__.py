"""Pages of the workspace that span the floors."""
