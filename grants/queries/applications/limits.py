"""The limits that a question sets for numbers, amounts and files: in words, and what passes them."""

from decimal import Decimal
from pathlib import PurePosixPath

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from grants.models import Question, QuestionKind
from kernel import formatting

MEGABYTE = 1024 * 1024


def _number(value: Decimal) -> str:
    places = 0 if value == value.to_integral_value() else 2
    return formatting.number(value, get_language() or "en", places)


def limits_in_words(question: Question) -> list[str]:
    """The limits of numbers and files that the question sets, one sentence each."""
    words = []
    if question.minimum is not None:
        words.append(_("At least %(number)s.") % {"number": _number(question.minimum)})
    if question.maximum is not None:
        words.append(_("At most %(number)s.") % {"number": _number(question.maximum)})
    if question.kind == QuestionKind.FILE and question.most_files:
        limit = ngettext("At most %(count)d file.", "At most %(count)d files.", question.most_files)
        words.append(limit % {"count": question.most_files})
    if question.most_megabytes:
        words.append(_("Each up to %(size)d MB.") % {"size": question.most_megabytes})
    if question.file_kinds:
        words.append(_("Kinds: %(kinds)s.") % {"kinds": ", ".join(f".{each}" for each in question.file_kinds)})
    return words


def number_fault(question: Question, number: Decimal) -> str | None:
    """Which limit of the question the number passes; None for none."""
    if question.minimum is not None and number < question.minimum:
        return _("%(number)s is less than the smallest allowed, %(limit)s.") % {
            "number": _number(number),
            "limit": _number(question.minimum),
        }
    if question.maximum is not None and number > question.maximum:
        return _("%(number)s is more than the largest allowed, %(limit)s.") % {
            "number": _number(number),
            "limit": _number(question.maximum),
        }
    return None


def file_fault(question: Question, name: str, size: int, others: int) -> str | None:
    """Why a file of this name and size (bytes) is not taken beside `others` that are there; None when it is."""
    extension = PurePosixPath(name).suffix.lstrip(".").lower()
    if question.file_kinds and extension not in question.file_kinds:
        kinds = ", ".join(f".{each}" for each in question.file_kinds)
        return _("“%(name)s” is not of a kind that this question takes: %(kinds)s.") % {"name": name, "kinds": kinds}
    if question.most_megabytes and size > question.most_megabytes * MEGABYTE:
        return _("“%(name)s” is larger than %(size)d MB, the most that this question takes.") % {
            "name": name,
            "size": question.most_megabytes,
        }
    if question.most_files and others >= question.most_files:
        limit = ngettext(
            "This question takes at most %(count)d file: remove one first.",
            "This question takes at most %(count)d files: remove one first.",
            question.most_files,
        )
        return limit % {"count": question.most_files}
    return None
