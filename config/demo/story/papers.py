"""Invented papers: a page of PDF that says what it stands for and that it is invented."""

from django.core.files.uploadedfile import SimpleUploadedFile

from organizations.actions.documents import attach, store_upload
from organizations.models import Document, Organization, User


def paper(title: str, *, of: Organization, by: User) -> Document:
    """A stored one-page document with `title` (Latin letters) on it."""
    name = title.lower().replace(" ", "-")
    file = SimpleUploadedFile(f"{name}.pdf", one_page(f"{title} - DEMO, invented"), "application/pdf")
    return attach(store_upload(file, by=by, organization=of, title=f"{title} (demo)"), by=by)


def one_page(text: str) -> bytes:
    """The smallest PDF that opens everywhere and shows `text`."""
    shown = text.encode("ascii", "replace").replace(b"(", b"[").replace(b")", b"]")
    stream = b"BT /F1 18 Tf 72 760 Td (" + shown + b") Tj ET"
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(bodies) + 1, table)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start)
