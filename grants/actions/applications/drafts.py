"""Acts on a draft: saving it as several people write, without losing a word of any of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from grants.models import Answer, Application, ApplicationStatus, Question, SetAside
from grants.queries.applications.answers import clean, is_empty
from grants.queries.applications.budgets import rows_of
from grants.queries.applications.clarifications import check_writable, parts_of
from grants.queries.calls.intake import questions_of
from grants.receipts import token
from kernel import clock
from kernel.keys import key_in
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import TerritorialUnit, User

TEXTS = {"title": 200, "summary": 3000}


@dataclass(frozen=True)
class Entry:
    """What a form brings for one key: the value, and the token of the value with which the form was opened."""

    value: Any
    base: str


@dataclass(frozen=True)
class Clash:
    """A key that somebody else saved meanwhile; both texts are kept, `set_aside` holds the later one."""

    key: str
    by: str
    at: datetime | None
    set_aside: SetAside


@dataclass
class Saved:
    """What a save came to: when, the tokens of the values as they now stand, and the clashes."""

    at: datetime
    tokens: dict[str, str] = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)


def locked_draft(application: Application, *, by: User, parts: Collection[str] = ()) -> Application:
    """The locked row of a draft or working copy that `by` may write; otherwise a refusal that says why.

    `parts` are the steps of the form on which something changes: an answer to a clarification changes no others.
    """
    rows = Application.with_copies.select_for_update(of=("self",)).select_related("call__programme", "organization")
    row = rows.select_related("revises").filter(pk=application.pk).first()
    if row is None:
        raise NotNow(
            _("These changes were submitted or dropped meanwhile: what you typed was not saved, copy it first.")
        )
    if not by.has_perm("grants.write_application", row):
        raise NotAllowed(_("Only people of the organisation that applies write its application."))
    if row.status != ApplicationStatus.DRAFT:
        raise NotNow(
            _("It is no longer a draft (“%(status)s”): what you typed was not saved, copy it first.")
            % {"status": row.get_status_display()}
        )
    if row.revises_id:
        check_writable(row, parts)
    return row


def touch(row: Application, *, by: User) -> None:
    """Note in a locked draft who saved a part of it, and now; for parts that are kept beside it."""
    row.saved_at, row.saved_by = clock.now(), by
    row.save(update_fields=["saved_at", "saved_by"])


class _Draft:
    """The saved values of one draft by key, read once, and how each is written."""

    def __init__(self, application: Application, by: User) -> None:
        self.application, self.by, self.at = application, by, clock.now()
        self.questions: dict[str, Question] = {
            f"question-{question.pk}": question for question in questions_of(application.call, application.stage)
        }
        self.answers = {
            f"question-{answer.question_id}": answer for answer in application.answers.select_related("saved_by")
        }

    def value(self, key: str) -> Any:
        if key in TEXTS:
            return getattr(self.application, key)
        if key == "units":
            return sorted(self.application.units.values_list("pk", flat=True))
        if key == "lot":
            return self.application.lot_id
        if key == "budget":
            return rows_of(self.application)
        return self.answers[key].value if key in self.answers else None

    def cleaned(self, key: str, raw: Any) -> Any:
        if key in TEXTS:
            return str(raw or "").replace("\r\n", "\n").strip()[: TEXTS[key]]
        if key == "units":
            wanted = [unit for each in raw or [] if (unit := key_in(each)) is not None]
            return sorted(TerritorialUnit.objects.filter(pk__in=wanted).values_list("pk", flat=True))
        if key == "lot":
            chosen = self.application.call.lots.filter(pk=key_in(raw) or 0).first()
            return chosen.pk if chosen else None
        if key not in self.questions:
            raise Refusal(_("This question is no longer asked: open the form again."))
        value = clean(self.questions[key], raw)
        return None if is_empty(value) else value

    def write(self, key: str, value: Any) -> None:
        application = self.application
        if key in self.questions:
            answer = self.answers.get(key) or Answer(application=application, question=self.questions[key])
            answer.value, answer.saved_at, answer.saved_by = value, self.at, self.by
            answer.save()
            self.answers[key] = answer
            return
        if key == "units":
            application.units.set(value)
        elif key == "lot":
            application.lot_id = value
        else:
            setattr(application, key, value)
        application.touched[key] = {"by": self.by.pk, "at": self.at.isoformat()}

    def is_mine(self, key: str) -> bool:
        """Whether the same person saved it last: an answer to an earlier save of theirs may have been lost."""
        if key in self.answers:
            return self.answers[key].saved_by_id == self.by.pk
        return bool(self.application.touched.get(key, {}).get("by") == self.by.pk)

    def writer(self, key: str) -> tuple[str, datetime | None]:
        if key in self.answers:
            return str(self.answers[key].saved_by), self.answers[key].saved_at
        return writer_of(self.application, key)


def writer_of(application: Application, key: str) -> tuple[str, datetime | None]:
    """Who saved a fact of the draft last, by name, and when; "" and None when nobody did."""
    mark = application.touched.get(key)
    if not mark:
        return "", None
    person = User.objects.filter(pk=mark["by"]).first()
    return str(person or ""), datetime.fromisoformat(mark["at"])


def put_aside(application: Application, key: str, value: Any, *, by: User) -> SetAside:
    """Keep what `by` wrote for `key` beside the saved text; what the same person had there before is replaced."""
    aside, _created = SetAside.objects.update_or_create(
        application=application, key=key, written_by=by, defaults={"value": value, "written_at": clock.now()}
    )
    return aside


@transaction.atomic
def save_draft(application: Application, entries: Mapping[str, Entry], *, by: User) -> Saved:
    """Save what one person typed; keys are `title`, `summary`, `lot`, `units` and `question-<id>`.

    A value is written if nobody else saved the same key since the form was opened. If somebody did, and wrote
    something else, both stay: theirs in its place, this one set aside with the writer's name until a person chooses.
    What the form did not change is left alone, so that two people on two questions never meet.
    """
    row = locked_draft(application, by=by, parts=parts_of(application, entries))
    draft = _Draft(row, by)
    saved = Saved(draft.at)
    written = False
    for key, entry in entries.items():
        current, value = draft.value(key), draft.cleaned(key, entry.value)
        mark = token(current)
        if token(value) in (entry.base, mark):
            saved.tokens[key] = mark
        elif entry.base == mark or draft.is_mine(key):
            draft.write(key, value)
            saved.tokens[key], written = token(value), True
        else:
            who, when = draft.writer(key)
            saved.clashes.append(Clash(key, who, when, put_aside(row, key, value, by=by)))
            saved.tokens[key] = mark
    if written:
        row.saved_at, row.saved_by = draft.at, by
        row.save(update_fields=["title", "summary", "lot", "touched", "folded", "saved_at", "saved_by"])
    return saved


@transaction.atomic
def choose_text(aside: SetAside, *, by: User, take: bool) -> Application:
    """End a clash about a text: `take` puts the text that was set aside in its place, otherwise it is dropped."""
    row = locked_draft(aside.application, by=by, parts=parts_of(aside.application, [aside.key]))
    if take:
        draft = _Draft(row, by)
        draft.write(aside.key, aside.value)
        row.saved_at, row.saved_by = draft.at, by
        row.save(update_fields=["title", "summary", "lot", "touched", "folded", "saved_at", "saved_by"])
    record("draft_clash_settled", row.counted, by=by, organization=row.organization, key=aside.key, taken=take)
    aside.delete()
    return row
