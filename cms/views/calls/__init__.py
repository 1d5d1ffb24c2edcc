"""Public pages of a call beside its Wagtail page: files, feeds, forms of strangers."""
