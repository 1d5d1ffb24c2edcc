"""Files for the tests of uploads: sound ones of each kind, and bad ones of each sort."""

import io
import zipfile

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """A file as a browser sends it; what the browser says of its type is a lie."""
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def picture(kind: str, size: tuple[int, int] = (4, 3)) -> bytes:
    """A white picture."""
    target = io.BytesIO()
    Image.new("RGB", size, "white").save(target, kind)
    return target.getvalue()


def archive(members: dict[str, bytes], stored: tuple[str, ...] = ()) -> bytes:
    """A zip archive of `members`; those in `stored` are not packed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as writer:
        for name, content in members.items():
            writer.writestr(name, content, zipfile.ZIP_STORED if name in stored else None)
    return target.getvalue()


def docx(**extra: bytes) -> bytes:
    """The least that is a DOCX, with further members (`word__vbaProject_bin` for word/vbaProject.bin)."""
    more = {name.replace("__", "/").replace("_", "."): content for name, content in extra.items()}
    return archive({"[Content_Types].xml": TYPES, "word/document.xml": b"<w/>", **more})


def odt(kind: str = "text") -> bytes:
    """The least that is an ODT (or ODS, with kind "spreadsheet")."""
    mime = f"application/vnd.oasis.opendocument.{kind}".encode()
    return archive({"mimetype": mime, "content.xml": b"<office/>"}, stored=("mimetype",))


def xlsx(rows: list[list[object]]) -> bytes:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def locked() -> bytes:
    """A DOCX whose members say that they are encrypted."""
    content = bytearray(docx())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + offset] |= 1
            place = content.find(mark, place + 4)
    return bytes(content)
