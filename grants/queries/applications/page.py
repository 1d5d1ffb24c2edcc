"""What the page of one application reads, each by a question whose SQL is written once."""

from typing import Any

from django.db.models import QuerySet

from grants.models import (
    Appeal,
    Application,
    Award,
    DecisionTerms,
    EligibilityAnswer,
    EligibilityCheck,
)
from kernel.compiled import compiled
from kernel.listing import in_languages, own
from organizations.models import TerritorialUnit, User

# What the page reads of the call beside its title.
OF_CALL = (
    *("reference", "slug", "kind", "status", "stages", "currency", "is_blind", "names_opened_at", "published_at"),
    *("deadline_at", "full_deadline_at", "decision_planned_on", "budget_periods", "budget_period_months"),
)
# What it reads of the application, and of its neighbours.
READ = (
    *own(Application),
    *in_languages("organization__name", "call__title", "call__programme__implementer__name"),
    *(f"call__{name}" for name in OF_CALL),
    *("call__programme__is_demo", "call__programme__implementer"),
    *own(DecisionTerms, "call__decision_terms"),
    *own(Award, "award"),
    *own(EligibilityCheck, "eligibility_check"),
    *own(Appeal, "appeal"),
)


@compiled
def _named(*, reference: str) -> QuerySet[Application]:
    neighbours = ("call__programme__implementer", "call__decision_terms", "organization")
    rows = Application.objects.select_related(*neighbours, "award", "eligibility_check", "appeal")
    return rows.filter(reference=reference).only(*READ)


def application_for(user: User, reference: str) -> Application | None:
    """The application with this reference and what its page reads of its neighbours, if `user` may read it.

    One query, and for who is not staff of its implementer a second: whether it is among theirs.
    """
    found = next(iter(_named(reference=reference)), None)
    return found if found is not None and user.has_perm("grants.view_application", found) else None


@compiled
def _units(*, application: Any) -> QuerySet[TerritorialUnit]:
    return TerritorialUnit.objects.filter(applications=application)


def units_of(application: Application) -> list[TerritorialUnit]:
    """Where the work is done; one query."""
    return _units(application=application.pk)


@compiled
def _findings(*, check: Any) -> QuerySet[EligibilityAnswer]:
    return EligibilityAnswer.objects.filter(check_of=check).select_related("criterion")


def findings_of(check: EligibilityCheck) -> list[EligibilityAnswer]:
    """What the check of eligibility found, criterion by criterion; one query."""
    return _findings(check=check.pk)
