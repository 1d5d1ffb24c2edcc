"""What higher floors tell this one: who reads a document, which roles fit, who has work here, how an act reads.
And what it tells them: that a membership began or ended.

Filled from `AppConfig.ready()` of each floor.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.dispatch import Signal
from django.utils.functional import Promise

from kernel.registries import Registry
from organizations.models import Document, Organization


@dataclass(frozen=True)
class DocumentReader:
    """A reason to read a document beside owning it: `may_read(document, user)`.

    For example: an officer reads the files of an application to a call of their implementer.
    """

    name: str
    may_read: Callable[[Document, Any], bool]
    order: int = 100


@dataclass(frozen=True)
class RoleOffer:
    """Roles that can be given in an organisation when `fits(organization)`."""

    name: str
    roles: tuple[str, ...]
    fits: Callable[[Organization], bool]
    order: int = 100


@dataclass(frozen=True)
class PersonalData:
    """What a floor holds of a person beside their account: `collect` for the person's own copy, `erase` to empty it.

    `collect(user)` returns JSON values; `erase(user)` runs inside the transaction of the erasure and keeps ids.
    """

    name: str
    collect: Callable[[Any], Any]
    erase: Callable[[Any], None]
    order: int = 100


@dataclass(frozen=True)
class Engagement:
    """A reason why a person who is a member of nothing has work here; such a person is not asked to register one.

    For example: a reviewer, whose right follows from the assignment.
    """

    name: str
    is_engaged: Callable[[Any], bool]
    order: int = 100


@dataclass(frozen=True)
class ProfileSection:
    """A section of an organisation's profile.

    `check(organization)` yields one entry for each thing that is asked: None when it is there, a sentence in plain
    words when it is missing. `show` gives what is printed of it (organizations.queries.profile.shown.Shown), `url`
    the page where those who hold `permission` on the organisation fill it in.
    """

    name: str
    title: str | Promise
    check: Callable[[Organization], Iterable[str | Promise | None]] = field(repr=False)
    show: Callable[[Organization], Any] = field(repr=False)
    url: Callable[[Organization], str] = field(repr=False)
    permission: str
    order: int = 100


@dataclass(frozen=True)
class ProfileReader:
    """A reason to read the whole profile of an organisation beside being its member: `may_read(organization, user)`.

    For example: staff of an implementer to which the organisation has applied.
    """

    name: str
    may_read: Callable[[Organization, Any], bool]
    order: int = 100


document_readers: Registry[DocumentReader] = Registry()
role_offers: Registry[RoleOffer] = Registry()
personal_data: Registry[PersonalData] = Registry()
engagements: Registry[Engagement] = Registry()
profile_sections: Registry[ProfileSection] = Registry()
profile_readers: Registry[ProfileReader] = Registry()

# Sent inside the transaction with `membership`, after it began or ended.
membership_changed = Signal()
_sentences: dict[str, str | Promise] = {}


def tell(sentences: Mapping[str, str | Promise]) -> None:
    """Say how verbs of the record read: `{"application_submitted": _("Application submitted")}`.

    Telling a verb twice raises: one act has one sentence.
    """
    for verb, sentence in sentences.items():
        if verb in _sentences:
            raise ValueError(f"Told twice: {verb}")
        _sentences[verb] = sentence


def sentence_of(verb: str) -> str:
    """The sentence of `verb` in the active language; the bare words of the verb when nobody told it."""
    sentence = _sentences.get(verb)
    return str(sentence) if sentence is not None else verb.replace("_", " ").capitalize()


def told_verbs() -> frozenset[str]:
    """Every verb that has a sentence."""
    return frozenset(_sentences)
