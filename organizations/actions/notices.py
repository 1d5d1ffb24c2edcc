"""Acts on notices: what people choose, and the digests that follow from it."""

from collections.abc import Mapping
from datetime import time

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from kernel import clock
from kernel.models import SentMessage
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import HeldNotice, NoticeChoice, QuietHours, Rhythm, User
from organizations.notices import notice_kinds
from organizations.notifications import deliver, notify

ORDER = list(Rhythm.values)


@transaction.atomic
def choose_rhythms(user: User, chosen: Mapping[str, str], *, only_lower: bool = False) -> dict[str, str]:
    """Keep how often `user` wants each kind of notice; returns what holds now. Unknown kinds are left out.

    `only_lower`: asked for by the link in a mail, without a login; it never makes anything more frequent.
    """
    known = {each.name for each in notice_kinds}
    rows = {each.kind: each for each in NoticeChoice.objects.select_for_update().filter(user=user)}
    for kind, rhythm in chosen.items():
        if kind not in known or rhythm not in Rhythm.values:
            continue
        now = rows[kind].rhythm if kind in rows else Rhythm.AT_ONCE
        if only_lower and ORDER.index(rhythm) < ORDER.index(now):
            raise NotAllowed(_("This link only makes messages rarer. Log in to get them more often."))
        if rhythm != now:
            facts = {"rhythm": rhythm, "chosen_at": clock.now()}
            NoticeChoice.objects.update_or_create(user=user, kind=kind, defaults=facts)
    return dict(NoticeChoice.objects.filter(user=user).values_list("kind", "rhythm"))


@transaction.atomic
def choose_quiet_hours(user: User, since: time | None, until: time | None) -> None:
    """Keep between which hours `user` wants no notice; none of both ends them. Raises Refusal for one alone."""
    if (since is None) != (until is None):
        sentence = _("Say both hours, or none.")
        raise Refusal(sentence, fields={"until" if until is None else "since": sentence})
    QuietHours.objects.update_or_create(user=user, defaults={"since": since, "until": until})


@transaction.atomic
def send_message_again(message: SentMessage, *, by: User) -> SentMessage:
    """Try a mail once more that was not delivered; whether `by` may, the caller asks of the thing it is about.

    Refused when it was delivered meanwhile, and when its text is not kept because it let its holder in.
    """
    row = SentMessage.objects.select_for_update().get(pk=message.pk)
    if row.failed_at is None:
        raise NotNow(_("The message was delivered meanwhile."))
    if not row.body:
        raise NotNow(_("Its text is not kept. Make the act again that sends it."))
    record("message_sent_again", by, by=by, message=row.pk)
    deliver.enqueue(row.to, row.subject, row.body, False, row.about, None, row.pk)
    return row


def send_digests() -> int:
    """The routine: sends what is due, one mail a person; run again it sends nothing twice. Returns how many mails."""
    due = HeldNotice.objects.filter(due_at__lte=clock.now())
    people = User.objects.filter(pk__in=due.values("user")).order_by("pk")
    return sum(_send_digest(person) for person in people)


@transaction.atomic
def _send_digest(person: User) -> int:
    rows = HeldNotice.objects.select_for_update().filter(user=person, due_at__lte=clock.now())
    notices = list(rows.order_by("written_at", "pk"))
    if not notices:
        return 0
    notify([person], "digest", url=reverse("organizations:notices"), notices=notices)
    HeldNotice.objects.filter(pk__in=[each.pk for each in notices]).delete()
    return 1
