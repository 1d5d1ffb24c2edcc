"""How calls of the story are reviewed and decided: their plans and terms; and what is known of the reviewers."""

from config.demo.story.stage import Stage
from grants.actions.awards.terms import set_decision_terms
from grants.actions.reviews.planning import plan_review
from grants.actions.reviews.profiles import Tie, save_profile
from grants.models import Call, DecisionTerms, WorkDomain

PROFILES = {
    "natalia": (("social_services", "disability"), ("ru", "ro"), "Institutul de studii sociale (demo)"),
    "stefan": (("education", "finance"), ("ro",), "Universitatea din Codru (demo)"),
}


def plan_blind(stage: Stage, call: Call, days_ago: int) -> None:
    """The officer hides the names and the place; reviews are due yesterday."""
    domains = WorkDomain.objects.filter(code__in=["education", "social_services"])
    with stage.at(days_ago, 9):
        plan_review(
            Call.objects.get(pk=call.pk),
            by=stage.people["ion"],
            wanted=2,
            due_on=stage.day(1),
            relation_years=3,
            divergence_percent=30,
            is_blind=True,
            hides_place=True,
            domains=domains,
            reason="Comisia și evaluatorii cunosc multe dintre organizații: proiectele se citesc fără nume.",
        )


def terms(stage: Stage, call: Call, days_ago: int, **facts: object) -> None:
    """By which terms the call decides, set by the programme manager."""
    with stage.at(days_ago, 9):
        set_decision_terms(DecisionTerms(**facts), Call.objects.get(pk=call.pk), by=stage.people["ana"])


def keep_profiles(stage: Stage, days_ago: int) -> None:
    """Each reviewer says what they know, what they read and where they work."""
    with stage.at(days_ago, 10):
        for key, (codes, languages, institution) in PROFILES.items():
            person = stage.people[key]
            domains = WorkDomain.objects.filter(code__in=codes)
            save_profile(person, by=person, domains=domains, languages=languages, ties=[Tie(institution)])
