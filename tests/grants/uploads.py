"""Small files as a browser sends them."""

from django.core.files.uploadedfile import SimpleUploadedFile


def text_file(name="statut.txt", content="Statutul asociației\n"):
    """A text file."""
    return SimpleUploadedFile(name, content.encode(), content_type="text/plain")
