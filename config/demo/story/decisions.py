"""Chapter 5: who is funded. Each call stands at another point, so that every seat finds its next step ready."""

from decimal import Decimal

from config.demo.story import after
from config.demo.story.applications import apply, assign, check, close, confirm, score, write
from config.demo.story.call_texts import CALLS, CallFacts
from config.demo.story.calls import announce
from config.demo.story.review import keep_profiles, plan_blind, terms
from config.demo.story.stage import Stage
from grants.actions.applications.signing import mark_ready
from grants.actions.awards.answering import accept_award
from grants.actions.awards.comments import clear_comments
from grants.actions.awards.lists import approve_award_list, publish_results
from grants.actions.awards.proposing import Proposed, propose_award_list
from grants.actions.reviews.assignments import assign_reviewer
from grants.actions.reviews.questions import propose_question
from grants.models import Application, Award, AwardList, Call, Programme
from grants.queries.awards.comments import written_for

NOT_FUNDED = "Planul de după grant nu convinge; banii ajung pentru propunerile mai bine pregătite."
UNCLEAR = "Nu reiese din buget câți copii iau masa pe zi și cât costă o porție."
FACTS = {facts.key: facts for facts in CALLS}


def tell(stage: Stage, programme: Programme) -> list[Award]:
    """All six calls; returns the accepted awards of the first one, from which the agreements follow."""
    awards = first_call(stage, programme)
    offered_call(stage, programme)
    proposed_call(stage, programme)
    scored_call(stage, programme)
    call_in_review(stage, programme)
    open_call(stage, programme)
    return awards


def reviewed(
    stage: Stage,
    call: Call,
    facts: CallFacts,
    requests: dict[str, int],
    points: dict[str, int],
    apart: frozenset[str] = frozenset(),
) -> None:
    """Everybody who applied is found eligible and scored by two reviewers; `points` is what the first gives.

    On those who stand in `apart` the second thinks very differently.
    """
    applications = {key: apply(stage, call, key, asked, facts.deadline + 3) for key, asked in requests.items()}
    close(stage, call, facts.deadline)
    for key, submitted in applications.items():
        application, base = check(stage, submitted, facts.deadline - 3), points[key]
        score(stage, application, "natalia", (base, base - 1, base), facts.deadline - 7)
        second = (base - 3,) * 3 if key in apart else (base, base, base - 1)
        score(stage, application, "stefan", second, facts.deadline - 8)


def propose(stage: Stage, call: Call, awards: dict[str, int], days_ago: int) -> AwardList:
    """The officer proposes amounts for some and says why the others are not funded."""
    with stage.at(days_ago, 11):
        call = Call.objects.get(pk=call.pk)
        rows = Application.objects.filter(call=call).select_related("organization")
        amounts = {row.pk: awards.get(row.organization.slug) for row in rows}
        proposals = {
            pk: Proposed("award", Decimal(amount)) if amount else Proposed("reject", reason=NOT_FUNDED)
            for pk, amount in amounts.items()
        }
        clear_all(stage, call)
        return propose_award_list(call, proposals, by=stage.people["ion"], answer_by_on=stage.day(days_ago - 21))


def clear_all(stage: Stage, call: Call) -> None:
    """The officer has read what reviewers wrote, and clears it as it stands."""
    for application in Application.objects.filter(call=call).order_by("pk"):
        words = {each.key: each.original for each in written_for(application)}
        clear_comments(application, words, by=stage.people["ion"])


def approve(stage: Stage, award_list: AwardList, days_ago: int) -> None:
    """The programme manager approves; the results are published."""
    ana = stage.people["ana"]
    with stage.at(days_ago, 15):
        approve_award_list(award_list, by=ana)
        publish_results(Call.objects.get(pk=award_list.call_id), by=ana)


def first_call(stage: Stage, programme: Programme) -> list[Award]:
    """Decided long ago: three organisations accepted, one was not funded."""
    facts = FACTS["first"]
    call = announce(stage, programme, facts)
    requests = {"casa-mare": 24_000, "pas-cu-pas": 22_000, "roata": 18_000, "fereastra": 26_000}
    reviewed(stage, call, facts, requests, {"casa-mare": 5, "pas-cu-pas": 5, "roata": 4, "fereastra": 2})
    funded = {"casa-mare": 24_000, "pas-cu-pas": 22_000, "roata": 18_000}
    approve(stage, propose(stage, call, funded, 280), 276)
    with stage.at(272):
        for award in Award.objects.filter(award_list__call=call).order_by("pk"):
            key = award.application.organization.slug
            person = {"casa-mare": "elena", "pas-cu-pas": "olga", "roata": "petru"}[key]
            accept_award(award, by=stage.people[person])
    return list(Award.objects.filter(award_list__call=call).select_related("application__organization").order_by("pk"))


def offered_call(stage: Stage, programme: Programme) -> None:
    """Decided three days ago: Casa Mare has an award to accept; who is not funded learns it from a letter."""
    facts = FACTS["mobile"]
    call = announce(stage, programme, facts)
    reviewed(stage, call, facts, {"casa-mare": 15_000, "fereastra": 19_000}, {"casa-mare": 5, "fereastra": 3})
    terms(stage, call, 7, tells_by_letter=True)
    approve(stage, propose(stage, call, {"casa-mare": 15_000}, 6), 3)


def proposed_call(stage: Stage, programme: Programme) -> None:
    """A list waits for its second person."""
    facts = FACTS["evening"]
    call = announce(stage, programme, facts)
    reviewed(stage, call, facts, {"roata": 9_000, "fereastra": 8_000}, {"roata": 4, "fereastra": 5})
    propose(stage, call, {"fereastra": 8_000, "roata": 9_000}, 2)


def scored_call(stage: Stage, programme: Programme) -> None:
    """All reviews are in: the ranked list can be proposed, and on one application the reviewers diverge."""
    facts = FACTS["playground"]
    call = announce(stage, programme, facts)
    requests, points = {"pas-cu-pas": 11_000, "roata": 12_000}, {"pas-cu-pas": 5, "roata": 4}
    reviewed(stage, call, facts, requests, points, apart=frozenset({"roata"}))


def call_in_review(stage: Stage, programme: Programme) -> None:
    """Closed and in review, blind: two to score, one late and one not opened yet; one of two versions to clarify."""
    facts = FACTS["school"]
    call = announce(stage, programme, facts)
    first = apply(stage, call, "fereastra", 14_000, facts.deadline + 3)
    second = apply(stage, call, "pas-cu-pas", 17_000, facts.deadline + 2)
    third = apply(stage, call, "casa-mare", 16_000, facts.deadline + 4)
    third = after.submit_again(stage, third, 15_000, facts.deadline + 1)
    plan_blind(stage, call, facts.deadline + 1)
    close(stage, call, facts.deadline)
    keep_profiles(stage, facts.deadline - 1)
    assign(stage, check(stage, first, 6), "natalia", 4)
    with stage.at(2, 11):
        given = first.assignments.get(reviewer=stage.people["natalia"])
        propose_question(given, by=stage.people["natalia"], part="budget", text=UNCLEAR)
    checked = check(stage, second, 5)
    with stage.at(3, 13):
        assign_reviewer(checked, stage.people["natalia"], by=stage.people["ion"])
    after.ask(stage, third, 1)


def open_call(stage: Stage, programme: Programme) -> None:
    """Open for nine more days: Casa Mare's draft is complete; its accountant says that it is ready for signature."""
    call = announce(stage, programme, FACTS["second"])
    draft = write(stage, call, "casa-mare", 28_000, 2)
    confirm(stage, draft, 1)
    with stage.at(1, 16):
        mark_ready(draft, by=stage.people["vera"])
