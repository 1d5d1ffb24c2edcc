"""Archives that are written piece by piece: every entry listed with its size and digest, in the order written."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO

from kernel.spreadsheets import Heading, write_csv

PIECE = 1 << 16
MANIFEST = "manifest.csv"


class Packing:
    """A ZIP file being written. Nothing but the entry at hand is held in memory; the manifest comes last.

    Every entry bears the moment `made_at`, so that the same content gives the same archive.
    """

    def __init__(self, file: IO[bytes], made_at: datetime) -> None:
        self.archive = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self.moment = made_at.timetuple()[:6]
        self.lines: list[tuple[str, int, str]] = []

    def add(self, path: str, pieces: Iterable[bytes]) -> None:
        """Write an entry. Raises ValueError for a path that leads out of the archive or was written before."""
        parts = path.split("/")
        if path.startswith("/") or "" in parts or ".." in parts or path in {line[0] for line in self.lines}:
            raise ValueError(f"Not a path for an archive: {path}")
        entry = zipfile.ZipInfo(path, self.moment)
        entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o640 << 16
        digest, size = hashlib.sha256(), 0
        with self.archive.open(entry, "w", force_zip64=True) as target:
            for piece in pieces:
                target.write(piece)
                digest.update(piece)
                size += len(piece)
        self.lines.append((path, size, digest.hexdigest()))

    def add_table(self, path: str, headings: list[Heading], lines: Iterable[list], *, mark: str = "") -> None:
        """Write a table as CSV."""
        self.add(path, (text.encode() for text in write_csv(headings, lines, mark=mark)))

    def close(self) -> None:
        """Write the manifest (path, size in bytes, SHA-256 of every entry) and end the archive."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(["path", "bytes", "sha256"])
        writer.writerows(self.lines)
        entry = zipfile.ZipInfo(MANIFEST, self.moment)
        entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o640 << 16
        self.archive.writestr(entry, text.getvalue())
        self.archive.close()


def pieces_of(file: IO[bytes]) -> Iterator[bytes]:
    """The content of an open file, piece by piece; it is closed at the end."""
    with file:
        while piece := file.read(PIECE):
            yield piece
