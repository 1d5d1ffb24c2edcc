"""Where private files lie: outside of everything that a web server hands out."""

from django.core.files.storage import FileSystemStorage


class PrivateStorage(FileSystemStorage):
    """A folder that no address leads to; its files leave only through a view that asks the rules."""

    def url(self, name: str | None) -> str:
        """There is none; asking for it is a mistake of the code."""
        raise ValueError("A private file has no URL: link to the view that asks the rules.")
