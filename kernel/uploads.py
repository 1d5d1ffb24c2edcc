"""Files that people send: judged by what is in them, not by what they are called.

A kind is accepted when its extension is allowed, its content is of that kind, and it is nothing else at the same time.
"""

import hashlib
import re
import unicodedata
import warnings
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Any

import filetype
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from PIL import Image
from pillow_heif import register_heif_opener

from kernel import archives
from kernel.refusals import Refusal

LONGEST_NAME = 200
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 20_000
TAIL = 66_000  # a zip archive may end at most this far before the end of a file
_OFFICE = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
_MARKUP = re.compile(rb"<(!doctype|html|script|svg|body|iframe|\?xml|\?php|%)", re.IGNORECASE)
_PAGE = re.compile(rb"<(!doctype|html|head|body|script|iframe|svg)[\s>]", re.IGNORECASE)
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
register_heif_opener()


class UploadRefused(Refusal):
    """The file is not kept; the reason says why and how to mend it."""


@dataclass(frozen=True)
class CheckedUpload:
    """A file that may be kept: its clean name, type by content, size in bytes, and the SHA-256 of its content."""

    name: str
    content_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Kind:
    """A kind of file: its type, and the check that its content is of it; the check raises a Refusal or answers."""

    content_type: str
    is_sound: Callable[[IO[bytes], str], bool]


def _is_pdf(file: IO[bytes], extension: str) -> bool:
    head = file.read(1024)
    is_pdf = head.startswith(b"%PDF-") and b"%%EOF" in _tail(file, 4096)
    return is_pdf and not _PAGE.search(head) and not _is_zip_too(file)


def _is_image(file: IO[bytes], extension: str) -> bool:
    wanted = {"png": ("PNG",), "jpg": ("JPEG", "MPO"), "jpeg": ("JPEG", "MPO"), "heic": ("HEIF",)}[extension]
    if _is_zip_too(file):
        return False
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(file, formats=[each for each in wanted if each != "MPO"]) as image:
                width, height, found = *image.size, image.format
                image.verify()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except (OSError, SyntaxError, ValueError, EOFError, UserWarning):
        return False
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise _too_many_pixels()
    return found in wanted and not _MARKUP.search(_head(file, 512))


def _too_many_pixels() -> UploadRefused:
    millions = MOST_PIXELS // 1_000_000
    reason = ngettext(
        "The picture has more than %(millions)s million points. Make it smaller.",
        "The picture has more than %(millions)s million points. Make it smaller.",
        millions,
    )
    return UploadRefused(reason % {"millions": millions})


def _is_office(file: IO[bytes], extension: str) -> bool:
    if _head(file, 8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise UploadRefused(
            _("The file is locked by a password, or saved in the format of before 2007. Save it as .%(extension)s.")
            % {"extension": extension}
        )
    if _head(file, 4) != b"PK\x03\x04":
        return False
    names = archives.members(file)
    if extension in {"docx", "xlsx"}:
        main = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}[extension]
        return {"[Content_Types].xml", main} <= names
    return "content.xml" in names and KINDS[extension].content_type.encode() in _head(file, 256)


def _is_text(file: IO[bytes], extension: str) -> bool:
    head = _head(file, 65_536)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            head = head[: len(head) // 2 * 2].decode("utf-16").encode()
        except UnicodeDecodeError:
            return False
    is_other = filetype.guess(head[:8192]) is not None or head.startswith((b"%PDF", b"#!", b"MZ", b"\x7fELF"))
    return not (is_other or _CONTROLS.search(head) or _MARKUP.search(head[:2048]) or _is_zip_too(file))


KINDS: dict[str, Kind] = {
    "pdf": Kind("application/pdf", _is_pdf),
    "png": Kind("image/png", _is_image),
    "jpg": Kind("image/jpeg", _is_image),
    "jpeg": Kind("image/jpeg", _is_image),
    "heic": Kind("image/heic", _is_image),
    "docx": Kind(f"{_OFFICE}.wordprocessingml.document", _is_office),
    "xlsx": Kind(f"{_OFFICE}.spreadsheetml.sheet", _is_office),
    "odt": Kind(f"{_ODF}.text", _is_office),
    "ods": Kind(f"{_ODF}.spreadsheet", _is_office),
    "csv": Kind("text/csv", _is_text),
    "txt": Kind("text/plain", _is_text),
}
DOCUMENTS = frozenset(KINDS)
IMAGES = frozenset({"png", "jpg", "jpeg", "heic"})
TABLES = frozenset({"xlsx", "csv"})


def _head(file: IO[bytes], length: int) -> bytes:
    file.seek(0)
    return file.read(length)


def _tail(file: IO[bytes], length: int) -> bytes:
    file.seek(0, 2)
    file.seek(max(0, file.tell() - length))
    return file.read()


def _is_zip_too(file: IO[bytes]) -> bool:
    """Whether something that is no archive can also be opened as one."""
    return b"PK\x05\x06" in _tail(file, TAIL)


def clean_name(name: str) -> str:
    """`name` without folders, control and direction marks and leading dots; 200 letters, its extension kept.

    The name of a device of Windows gets a mark before it, because nobody could unpack a folder with such a file.
    """
    bare = unicodedata.normalize("NFC", name).replace("\\", "/").split("/")[-1]
    bare = "".join(
        letter for letter in bare if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    )
    bare = re.sub(r'[:*?"<>|]', "_", bare).strip(" .")
    bare = f"_{bare}" if _DEVICE.match(bare) else bare
    stem, dot, extension = bare.rpartition(".")
    if not dot or not stem:
        return bare[:LONGEST_NAME] or "file"
    extension = extension[:10]
    return f"{stem[: LONGEST_NAME - len(extension) - 1]}.{extension}"


def check_upload(file: File, *, allowed: Collection[str] = DOCUMENTS, limit: int | None = None) -> CheckedUpload:
    """What `file` is, or an UploadRefused that says why it is not kept; the file is at its start afterwards.

    `allowed` are extensions out of KINDS; `limit` is in bytes, `settings.UPLOAD_LIMIT_BYTES` when it is None.
    """
    name, most = clean_name(file.name or ""), limit or settings.UPLOAD_LIMIT_BYTES
    facts = {"name": name, "limit": filesizeformat(most), "allowed": ", ".join(sorted(allowed))}
    if not file.size:
        raise UploadRefused(_("“%(name)s” is empty. Choose the file again.") % facts)
    if file.size > most:
        raise UploadRefused(_("“%(name)s” is larger than %(limit)s. Make it smaller or split it.") % facts)
    extension = PurePosixPath(name).suffix.lstrip(".").lower()
    if extension not in allowed or extension not in KINDS:
        raise UploadRefused(_("“%(name)s” is not of a kind that is kept here: %(allowed)s.") % facts)
    try:
        file.seek(0)
        is_sound = KINDS[extension].is_sound(file, extension)
    except Refusal as refusal:
        raise UploadRefused(_("“%(name)s”: %(reason)s") % {"name": name, "reason": refusal}) from refusal
    if not is_sound:
        facts["extension"] = extension
        raise UploadRefused(
            _("“%(name)s” is not what its name says: its content is not a proper .%(extension)s file. Save it again.")
            % facts
        )
    return CheckedUpload(name, KINDS[extension].content_type, file.size, _digest(file))


def _digest(file: File) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


class UploadField(forms.FileField):
    """A file of a form, checked by its content. `checked` of the cleaned file says what it is."""

    def __init__(self, *, allowed: Collection[str] = DOCUMENTS, limit: int | None = None, **kwargs: Any) -> None:
        self.allowed, self.limit = allowed, limit
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Browsers offer only files of the kinds that are kept."""
        return {**super().widget_attrs(widget), "accept": ",".join(sorted(f".{each}" for each in self.allowed))}

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The file, or a ValidationError with the reason."""
        file = super().clean(data, initial)
        if file and file is not initial:
            try:
                file.checked = check_upload(file, allowed=self.allowed, limit=self.limit)
            except UploadRefused as refusal:
                raise ValidationError(str(refusal), code="upload") from refusal
        return file
