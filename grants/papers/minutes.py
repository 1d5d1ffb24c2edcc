"""The minutes of a committee's meeting, as a document in one of the three languages."""

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from grants.models import Meeting
from grants.queries.awards.committee import Before, agenda_of, members_of, quorum_of
from grants.queries.awards.terms import terms_of
from grants.wording import figure, moment
from kernel import clock
from kernel.pdf import Block, Bullets, Document, Facts, Heading, Note, Table, Text
from organizations.models import User


def minutes_of(meeting: Meeting, language: str, *, reader: User) -> Document:
    """The minutes of `meeting` in `language`. What `reader` stepped aside for stays closed to them here too."""
    with override(language):
        agenda = agenda_of(meeting, reader)
        decided = [*_order(agenda, meeting), *_items(agenda, meeting)]
        blocks = [*_head(meeting), *decided, *_end(meeting)]
        return Document(
            title=_("Minutes of the committee"),
            subtitle=f"{meeting.call.reference} {meeting.call.title}",
            blocks=blocks,
            language=language,
            made_at=meeting.signed_at or clock.now(),
            issuer=str(meeting.call.programme.implementer or "Răboj"),
            is_demo=meeting.call.is_demo,
        )


def _head(meeting: Meeting) -> list[Block]:
    present = list(meeting.present.select_related("user").order_by("user__name", "pk"))
    absent = [each for each in members_of(meeting.call) if each not in present]
    voters = sum(each.votes for each in present)
    quorum = _("%(present)d members with a vote present; quorum %(needed)d") % {
        "present": voters,
        "needed": quorum_of(meeting),
    }
    blocks: list[Block] = [
        Facts(
            [
                (pgettext("minutes", "When"), moment(meeting.held_at)),
                (pgettext("minutes", "Where"), meeting.place),
                (_("Quorum"), quorum),
            ]
        ),
        Heading(_("Present")),
        Bullets([f"{each.user}, {each.get_seat_display()}" for each in present] or ["–"]),
    ]
    if absent:
        blocks += [Heading(_("Absent")), Bullets([f"{each.user}, {each.get_seat_display()}" for each in absent])]
    return blocks


def _order(agenda: list[Before], meeting: Meeting) -> list[Block]:
    rows = []
    for each in agenda:
        item, currency = each.item, meeting.call.currency
        if each.is_closed:
            rows.append([str(item.place), "–", item.application.reference, "–", "–"])
            continue
        amount = figure(item.amount, currency) if item.amount else "–"
        name = f"{item.application.reference} {item.application.organization}"
        decision = str(item.get_decision_display()) if item.decision else "–"
        rows.append([str(item.place), str(item.rank or "–"), name, decision, amount])
    columns = [_("Place"), _("Rank"), _("Application"), _("Decision"), _("Amount")]
    return [Heading(_("Decisions")), Table(columns, rows, numeric=(0, 1, 4), widths=[1, 1, 5, 2, 3])]


def _items(agenda: list[Before], meeting: Meeting) -> list[Block]:
    blocks: list[Block] = [Heading(_("Application by application"))]
    for each in agenda:
        item = each.item
        blocks.append(Heading(f"{item.application.reference} {'' if each.is_closed else item.application.title}", 3))
        if each.aside:
            names = ", ".join(f"{member.user} ({member.get_seat_display()})" for member in each.aside)
            blocks.append(Text(_("Left the room for this application: %(names)s.") % {"names": names}))
        if each.is_closed:
            blocks.append(Text(_("Closed to you: you stepped aside for this application.")))
            continue
        blocks += _said(each, meeting)
    return blocks


def _said(each: Before, meeting: Meeting) -> list[Block]:
    item = each.item
    blocks: list[Block] = [
        Text(
            _("Place %(start)d became place %(end)d. Proposed by %(person)s: %(reason)s")
            % {
                "start": change.from_place,
                "end": change.to_place,
                "person": change.proposed_by,
                "reason": change.reason,
            }
        )
        for change in item.changes.all()
    ]
    if terms_of(meeting.call).asks_votes and item.votes_for is not None:
        votes = {"yes": item.votes_for, "no": item.votes_against, "none": item.votes_abstained}
        blocks.append(Text(_("Votes: %(yes)d for, %(no)d against, %(none)d abstained.") % votes))
    if item.note:
        blocks.append(Text(item.note))
    if item.conditions:
        blocks.append(Note(_("Conditions: %(conditions)s") % {"conditions": item.conditions}))
    return blocks


def _end(meeting: Meeting) -> list[Block]:
    blocks: list[Block] = []
    if meeting.note:
        blocks += [Heading(_("What else was said")), Text(meeting.note)]
    if meeting.signed_at is not None:
        facts = {"person": meeting.signed_by, "when": moment(meeting.signed_at)}
        words = _("Signed off by the chair, %(person)s, on %(when)s.") % facts
    else:
        words = _("Draft: the chair has not signed these minutes off.")
    return [*blocks, Note(words)]
