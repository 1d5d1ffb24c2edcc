"""Chapter 5b: how decisions are made, told and questioned: a committee, a donor, letters, an appeal, a reserve."""

from decimal import Decimal

from config.demo.story.calls import announce
from config.demo.story.decisions import FACTS, NOT_FUNDED, clear_all, reviewed
from config.demo.story.review import terms
from config.demo.story.stage import Stage
from grants.actions.awards import committee as seats
from grants.actions.awards import meetings
from grants.actions.awards.answering import decline_award
from grants.actions.awards.appeals import decide_appeal, file_appeal
from grants.actions.awards.letters import post_letter, send_letter
from grants.actions.awards.lists import approve_award_list, publish_results
from grants.actions.awards.proposing import Proposed, propose_award_list, propose_from_meeting
from grants.models import Application, AwardList, Call, Meeting, Programme

APPEAL = (
    "La criteriul „Partenerul local” evaluatorii scriu că lipsește decizia consiliului. Decizia era atașată la cerere, "
    "în fișierul al doilea. Vă rugăm să verificați."
)
EARLIER_APPEAL = "Credem că planul de după grant a fost citit fără anexa a treia. Vă rugăm să o priviți."
EARLIER_ANSWER = (
    "Am citit cererea și anexa a treia. Evaluatorii au avut-o: ambii o citează. Punctele rămân; la pagina 2 găsiți ce "
    "ar fi făcut planul mai puternic."
)


def tell(stage: Stage, programme: Programme) -> None:
    """Three calls: one decided by a committee and appealed, one that waits for the donor, one with a reserve.

    On one of those told before a committee is about to meet, and on the first an appeal was answered long ago.
    """
    committee_call(stage, programme)
    donor_call(stage, programme)
    reserve_call(stage, programme)
    meeting_to_come(stage)
    answered_appeal(stage)


def committee_call(stage: Stage, programme: Programme) -> None:
    """Decided by a committee that changed the order once; letters are sent, and Casa Mare appeals."""
    facts = FACTS["kitchen"]
    call = announce(stage, programme, facts)
    requests = {"casa-mare": 9_000, "pas-cu-pas": 8_000, "roata": 7_000, "fereastra": 6_000}
    reviewed(stage, call, facts, requests, {"casa-mare": 3, "pas-cu-pas": 5, "roata": 3, "fereastra": 5})
    terms(stage, call, 30, needs_meeting=True, asks_votes=True, tells_by_letter=True, tells_rank=True)
    meeting = hold(stage, call)
    with stage.at(22):
        day = stage.day(-12)
        award_list = propose_from_meeting(meeting, by=stage.people["ion"], answer_by_on=day)
    approve(stage, award_list, 20)
    tell_by_letter(stage, call)
    with stage.at(2, 16):
        file_appeal(application_of(call, "casa-mare"), by=stage.people["elena"], text=APPEAL)


def hold(stage: Stage, call: Call) -> Meeting:
    """The chair, a member who steps aside once, and the secretary; votes on every application; minutes signed off."""
    ion, radu = stage.people["ion"], stage.people["radu"]
    with stage.at(29):
        for key, seat in (("radu", "chair"), ("dorin", "member"), ("mihai", "member"), ("ion", "secretary")):
            seats.add_committee_member(call, by=stage.people["ana"], email=stage.people[key].email, seat=seat)
        dorin = call.committee.get(user=stage.people["dorin"])
        away = application_of(call, "fereastra")
        seats.recuse_member(dorin, away, by=stage.people["dorin"], nature="helped")
        meeting = meetings.open_meeting(
            Call.objects.get(pk=call.pk), by=ion, held_at=stage.moment(24, 10), place="Sala mică, Fundația „Podul”"
        )
    with stage.at(24, 12):
        present = list(call.committee.sitting().exclude(user=stage.people["mihai"]))
        note = "Membrii au citit cererile dinainte."
        held = stage.moment(24, 10)
        meetings.record_attendance(meeting, by=ion, present=present, held_at=held, place=meeting.place, note=note)
        roata = meeting.items.get(application__organization__slug="roata")
        reason = "Singura cerere care ajunge în cinci sate fără asistent social."
        chair = call.committee.get(user=radu)
        meetings.change_order(roata, by=ion, place=1, reason=reason, proposed_by=chair)
        for item in meeting.items.select_related("application__organization"):
            meetings.record_item(item, said_of(item.application, votes=1 if item.application == away else 2), by=ion)
        meetings.hold_meeting(meeting, by=ion)
    with stage.at(23):
        return meetings.sign_minutes(meeting, by=radu)


def said_of(application: Application, *, votes: int) -> meetings.Said:
    """All are funded as they asked, but Casa Mare."""
    if application.organization.slug == "casa-mare":
        return meetings.Said("reject", votes=(0, votes, 0), note=NOT_FUNDED)
    conditions = (
        "Primăria confirmă spațiul înainte de prima tranșă." if application.organization.slug == "roata" else ""
    )
    return meetings.Said("award", application.requested, (votes, 0, 0), conditions)


def tell_by_letter(stage: Stage, call: Call) -> None:
    """The officer clears the comments, sends every letter, and the worker posts them."""
    ion = stage.people["ion"]
    with stage.at(6):
        clear_all(stage, call)
        for application in Application.objects.filter(call=call).order_by("pk"):
            letter = send_letter(application, by=ion)
            post_letter.func(letter.pk)


def meeting_to_come(stage: Stage) -> None:
    """A committee is asked to meet in five days on a call whose reviews are in."""
    call = Call.objects.get(slug="punti-playground")
    terms(stage, call, 4, needs_meeting=True)
    with stage.at(3, 9):
        for key, seat in (("radu", "chair"), ("dorin", "member"), ("ion", "secretary")):
            seats.add_committee_member(call, by=stage.people["ana"], email=stage.people[key].email, seat=seat)
        place = "Sala mică, Fundația „Podul”"
        meetings.open_meeting(
            Call.objects.get(pk=call.pk), by=stage.people["ion"], held_at=stage.moment(-5, 10), place=place
        )


def answered_appeal(stage: Stage) -> None:
    """Lidia appealed against the decision of the first call, and Galina, who had no part in it, did not uphold it."""
    application = Application.objects.get(call__slug="punti-first", organization__slug="fereastra")
    with stage.at(275):
        letter = send_letter(application, by=stage.people["ion"])
        post_letter.func(letter.pk)
    with stage.at(270):
        appeal = file_appeal(application, by=stage.people["lidia"], text=EARLIER_APPEAL)
    with stage.at(260):
        decide_appeal(appeal, by=stage.people["galina"], is_upheld=False, answer=EARLIER_ANSWER)


def donor_call(stage: Stage, programme: Programme) -> None:
    """The list is approved and waits for the donor's no-objection."""
    facts = FACTS["garden"]
    call = announce(stage, programme, facts)
    reviewed(stage, call, facts, {"fereastra": 7_000, "pas-cu-pas": 6_000}, {"fereastra": 5, "pas-cu-pas": 4})
    terms(stage, call, 12, needs_no_objection=True)
    award_list = propose(stage, call, {"fereastra": 7_000, "pas-cu-pas": 6_000}, 8)
    approve(stage, award_list, 5, is_published=False)


def reserve_call(stage: Stage, programme: Programme) -> None:
    """An award was declined; the next on the reserve list fits the money that is free again."""
    facts = FACTS["workshop"]
    call = announce(stage, programme, facts)
    reviewed(stage, call, facts, {"pas-cu-pas": 9_000, "roata": 8_000}, {"pas-cu-pas": 5, "roata": 4})
    with stage.at(10, 10):
        clear_all(stage, call)
    award_list = propose(stage, call, {"pas-cu-pas": 9_000}, 10, rest="reserve")
    approve(stage, award_list, 8)
    with stage.at(3):
        award = application_of(call, "pas-cu-pas").award
        decline_award(award, by=stage.people["olga"], reason="Am primit între timp finanțare pentru aceeași idee.")


def application_of(call: Call, key: str) -> Application:
    """The application of an organisation to the call."""
    return Application.objects.get(call=call, organization__slug=key)


def propose(stage: Stage, call: Call, awards: dict[str, int], days_ago: int, rest: str = "reject") -> AwardList:
    """The officer proposes amounts for some; the others go to `rest`."""
    with stage.at(days_ago, 11):
        fresh = Call.objects.get(pk=call.pk)
        proposals = {}
        for row in Application.objects.filter(call=call).select_related("organization"):
            amount = awards.get(row.organization.slug)
            proposals[row.pk] = Proposed("award", Decimal(amount)) if amount else Proposed(rest, reason=NOT_FUNDED)
        return propose_award_list(fresh, proposals, by=stage.people["ion"], answer_by_on=stage.day(days_ago - 21))


def approve(stage: Stage, award_list: AwardList, days_ago: int, *, is_published: bool = True) -> None:
    """The programme manager approves; the results are published where they are decided."""
    ana = stage.people["ana"]
    with stage.at(days_ago, 15):
        approve_award_list(award_list, by=ana)
        if is_published:
            publish_results(Call.objects.get(pk=award_list.call_id), by=ana)
