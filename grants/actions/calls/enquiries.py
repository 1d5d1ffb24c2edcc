"""Acts on questions about a call: asked, confirmed by a stranger's link, answered to the person or for everyone."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from grants.lifecycles import ENQUIRY
from grants.models import Call, Enquiry, EnquiryStatus
from grants.queries.calls.enquiries import LANGUAGES, takes_questions, traces_in
from grants.queries.calls.intake import people_of_applicants
from grants.queries.people import staff_of
from grants.rules.calls import RUNS_CALLS
from kernel import clock, links
from kernel.refusals import NotNow, Refusal
from kernel.registries import public_address_of
from organizations.actions.activity import record
from organizations.models import User
from organizations.notifications import Address, Recipient, notify

PURPOSE = "enquiry"
VALID_FOR = timedelta(days=2)
LONGEST = 3000


def link_to(enquiry: Enquiry) -> str:
    """The path on which whoever holds the address confirms the question."""
    token = links.sign(PURPOSE, {"enquiry": enquiry.pk})
    return reverse("grants_public:enquiry_confirm", args=[token])


def read_link(token: str) -> Enquiry:
    """The question that a link names, whatever its state. Raises LinkBroken, LinkExpired, a Refusal when it is gone."""
    facts = links.read(PURPOSE, token, max_age=VALID_FOR)
    found = Enquiry.objects.select_related("call__programme").filter(pk=facts["enquiry"]).first()
    if found is None:
        raise Refusal(_("This question was not confirmed in time and was deleted. Ask it again."))
    return found


def _check(call: Call, text: str) -> str:
    if not takes_questions(call):
        raise NotNow(_("Questions about this call are not taken any more."))
    words = text.strip()
    if not words or len(words) > LONGEST:
        sentence = _("Write your question, in at most %(longest)d characters.") % {"longest": LONGEST}
        raise Refusal(sentence, fields={"text": sentence})
    return words


@transaction.atomic
def ask_enquiry(call: Call, *, text: str, by: User) -> Enquiry:
    """Ask in one's own name; the staff of the call is told, nobody else learns who asked."""
    words = _check(call, text)
    row = Enquiry.objects.create(call=call, text=words, language=by.language, asked_by=by, asked_at=clock.now())
    _tell_staff(row, by=by)
    return row


@transaction.atomic
def ask_enquiry_as_stranger(call: Call, *, text: str, email: str, language: str) -> Enquiry:
    """Keep the question of somebody without an account until they confirm their address; nobody is told before."""
    words = _check(call, text)
    row = Enquiry.objects.create(
        call=call,
        status=EnquiryStatus.UNCONFIRMED,
        text=words,
        email=email.strip(),
        language=language,
        asked_at=clock.now(),
    )
    url = link_to(row)
    notify([_asker(row)], "enquiry_confirm", url=url, is_secret=True, about=_about(row), enquiry=row, call=call)
    return row


@transaction.atomic
def confirm_enquiry(enquiry: Enquiry) -> Enquiry:
    """The address is theirs: the question goes to the staff. A second time nothing happens.

    Who asked in time may confirm after the last day for questions.
    """
    row = Enquiry.objects.select_for_update(of=("self",)).select_related("call__programme").get(pk=enquiry.pk)
    if row.status != EnquiryStatus.UNCONFIRMED:
        return row
    ENQUIRY.make(row, "confirm", by=None)
    _tell_staff(row, by=None)
    return row


def _tell_staff(row: Enquiry, *, by: User | None) -> None:
    record("enquiry_asked", row.call, by=by, organization=row.call.programme.implementer, enquiry=row.pk)
    people = staff_of(row.call.programme, *RUNS_CALLS)
    notify(people, "enquiry_asked", url=row.get_absolute_url(), enquiry=row, call=row.call)


def _about(row: Enquiry) -> str:
    return f"enquiry:{row.pk}"


def _asker(row: Enquiry) -> Recipient | Address:
    return row.asked_by if row.asked_by is not None else Address(row.email, row.language)


def _locked(enquiry: Enquiry, move: str, *, by: User) -> Enquiry:
    rows = Enquiry.objects.select_for_update(of=("self",)).select_related("call__programme", "asked_by")
    row = rows.get(pk=enquiry.pk)
    ENQUIRY.check(row, move, by=by)
    return row


@transaction.atomic
def answer_enquiry(enquiry: Enquiry, *, by: User, answer: str) -> Enquiry:
    """Answer the person alone, by mail."""
    row = _locked(enquiry, "answer", by=by)
    if not answer.strip():
        sentence = _("Write the answer.")
        raise Refusal(sentence, fields={"answer": sentence})
    row.private_answer, row.answered_at, row.answered_by = answer.strip(), clock.now(), by
    row.save(update_fields=["private_answer", "answered_at", "answered_by"])
    ENQUIRY.make(row, "answer", by=by)
    record("enquiry_answered", row.call, by=by, organization=row.call.programme.implementer, enquiry=row.pk)
    _tell_asker(row)
    return row


def _tell_asker(row: Enquiry) -> None:
    """Mail to who asked, unless nothing is known of them any more."""
    if row.asked_by is not None or row.email:
        url = public_address_of(row.call) or row.call.get_absolute_url()
        notify([_asker(row)], "enquiry_answered", url=url, about=_about(row), enquiry=row, call=row.call)


@transaction.atomic
def publish_answer(
    enquiry: Enquiry,
    *,
    by: User,
    question: Mapping[str, str],
    answer: Mapping[str, str],
    is_checked: bool = False,
) -> Enquiry:
    """Answer for everyone: `question` and `answer` are the words by language (ro, ru, en), both in one at least.

    Refused while something in them may tell who asked, unless a person has looked (`is_checked`). The person, all who
    have begun an application and all followers are told.
    """
    row = _locked(enquiry, "publish", by=by)
    words = {
        f"{name}_{code}": str(texts.get(code) or "").strip()
        for name, texts in (("question", question), ("answer", answer))
        for code in LANGUAGES
    }
    _check_words(row, words, is_checked=is_checked)
    for name, text in words.items():
        setattr(row, name, text)
    row.published_at, row.published_by = clock.now(), by
    if row.answered_at is None:
        row.answered_at, row.answered_by = row.published_at, by
    row.save()
    ENQUIRY.make(row, "publish", by=by)
    record("enquiry_published", row.call, by=by, organization=row.call.programme.implementer, enquiry=row.pk)
    _tell_asker(row)
    asker = row.asked_by_id
    others = [person for person in people_of_applicants(row.call) if person.pk != asker]
    notify(others, "enquiry_published", url=row.call.get_absolute_url(), enquiry=row, call=row.call)
    return row


def _check_words(row: Enquiry, words: Mapping[str, str], *, is_checked: bool) -> None:
    for code in LANGUAGES:
        if bool(words[f"question_{code}"]) != bool(words[f"answer_{code}"]):
            missing = f"question_{code}" if words[f"answer_{code}"] else f"answer_{code}"
            sentence = _("A language has both the question and the answer, or neither.")
            raise Refusal(sentence, fields={missing: sentence})
    if not any(words.values()):
        raise Refusal(_("Write the question and the answer in one language at least."))
    found = traces_in(row, words)
    if found and not is_checked:
        told = {name: _("Look at: %(words)s") % {"words": _quoted(words[name], found[name])} for name in found}
        reason = _("Something in these words may tell who asked. Change it, or say that you have looked.")
        raise Refusal(reason, fields={**told, "is_checked": reason})


def _quoted(text: str, found: list) -> str:
    return ", ".join(f"“{text[trace.start : trace.end]}”" for trace in found)


@transaction.atomic
def set_aside_enquiry(enquiry: Enquiry, *, by: User) -> Enquiry:
    """Leave without an answer what is no question about the call; nobody is told."""
    row = ENQUIRY.make(_locked(enquiry, "set_aside", by=by), "set_aside", by=by)
    record("enquiry_set_aside", row.call, by=by, organization=row.call.programme.implementer, enquiry=row.pk)
    return row


def sweep_unconfirmed() -> int:
    """Delete questions whose address nobody confirmed in time, with the address; returns how many."""
    old = Enquiry.objects.filter(status=EnquiryStatus.UNCONFIRMED, asked_at__lt=clock.now() - VALID_FOR)
    return old.delete()[0]


def forget_asker(user: User) -> None:
    """Empty what tells who asked; what everybody reads of the questions stays, as it names nobody."""
    for row in Enquiry.objects.filter(asked_by=user).order_by("pk"):
        row.text = row.email = ""
        row.save(update_fields=["text", "email"])
