"""The whole: figures and files."""
