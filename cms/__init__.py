"""THE PUBLIC FACE: Wagtail pages; the only package that knows Wagtail."""
