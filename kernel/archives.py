"""What may stand in a zip-based file (DOCX, XLSX, ODT, ODS) before anything opens it."""

import zipfile
from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext as _

from kernel.refusals import Refusal

MOST_MEMBERS = 5_000
LARGEST_UNPACKED = 200 * 1024 * 1024
HIGHEST_RATIO = 150  # a real sheet is packed 10 to 40 times
SMALL = 1024 * 1024  # below this size a high ratio harms nobody
HEAD = 4096
_DECLARATIONS = ("<!DOCTYPE", "<!ENTITY")
_MACRO_FOLDERS = ("basic/", "scripts/")


class ArchiveRefused(Refusal):
    """The file is a zip archive that the house does not open."""


def members(file: IO[bytes]) -> frozenset[str]:
    """The names in a zip-based file that may be opened; the file is at its start afterwards.

    Raises ArchiveRefused for one that is damaged, locked by a password, padded, packed like a bomb, or holds macros,
    paths out of its folder, doubles, or XML that declares entities.
    """
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
            _check_shape(infos, file)
            _check_sizes(infos)
            _check_names(infos)
            _check_xml(archive, infos)
            return frozenset(info.filename for info in infos)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise ArchiveRefused(
            _("The file is damaged. Open it on your computer, save it again, and upload that.")
        ) from error
    finally:
        file.seek(0)


def _check_shape(infos: list[zipfile.ZipInfo], file: IO[bytes]) -> None:
    if any(info.flag_bits & 0x1 for info in infos):
        raise ArchiveRefused(_("The file is locked by a password. Save it without one and upload it again."))
    starts = min((info.header_offset for info in infos), default=-1)
    file.seek(-22, 2)
    if starts != 0 or not file.read(4) == b"PK\x05\x06":
        raise ArchiveRefused(_("The file holds more than a document. Open it, save it again, and upload that."))


def _check_sizes(infos: list[zipfile.ZipInfo]) -> None:
    whole = sum(info.file_size for info in infos)
    ratios = [info.file_size / max(info.compress_size, 1) for info in infos if info.file_size > SMALL]
    if len(infos) > MOST_MEMBERS or whole > LARGEST_UNPACKED or max(ratios, default=0) > HIGHEST_RATIO:
        raise ArchiveRefused(
            _("The file is far larger inside than it looks. Remove what is not needed and save it again.")
        )


def _check_names(infos: list[zipfile.ZipInfo]) -> None:
    names = [info.filename.replace("\\", "/").casefold() for info in infos]
    if any("vbaproject" in name or name.startswith(_MACRO_FOLDERS) for name in names):
        raise ArchiveRefused(_("The file holds macros. Save it without macros (as .docx, .xlsx, .odt or .ods)."))
    is_outside = any(name.startswith("/") or ".." in name.split("/") or ":" in name for name in names)
    if is_outside or len(set(names)) != len(names):
        raise ArchiveRefused(_("The file is built in a way that is not safe to open. Save it again and upload that."))


def _check_xml(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> None:
    for head in _xml_heads(archive, infos):
        texts = (head.decode("latin-1"), head.decode("utf-16-le", "ignore"), head.decode("utf-16-be", "ignore"))
        if any(word in text.upper() for text in texts for word in _DECLARATIONS):
            raise ArchiveRefused(_("The file declares XML entities, which no office program writes. Save it again."))


def _xml_heads(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> Iterator[bytes]:
    for info in infos:
        if info.filename.casefold().endswith((".xml", ".rels", ".rdf")):
            with archive.open(info) as member:
                yield member.read(HEAD)
