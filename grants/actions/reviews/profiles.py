"""Acts on the profile of a reviewer, kept by the person and by the staff who asked them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from grants.models import Language, ReviewerLanguage, ReviewerProfile, ReviewerTie, TieKind, WorkDomain
from grants.queries.reviews.relations import names_of
from kernel import clock
from kernel.folding import fold
from kernel.refusals import NotAllowed, Refusal
from organizations.actions.activity import record
from organizations.models import Organization, User


@dataclass(frozen=True)
class Tie:
    """One institution as it is written down."""

    name: str
    kind: str = TieKind.WORKS
    began_on: date | None = None
    ended_on: date | None = None


def _known(name: str) -> Organization | None:
    """The one organisation of the register that bears this name; None when none or several do."""
    wanted = fold(name)
    rows = [
        each
        for each in Organization.objects.filter(folded__contains=wanted).order_by("pk")[:20]
        if wanted in {fold(known) for known in names_of(each)}
    ]
    return rows[0] if len(rows) == 1 else None


@transaction.atomic
def save_profile(
    person: User, *, by: User, domains: Iterable[WorkDomain], languages: Iterable[str], ties: Iterable[Tie]
) -> ReviewerProfile:
    """Keep the whole profile of `person`: fields of work, languages, institutions.

    An institution whose name stands in the register is joined to it. Refused where an end comes before its beginning.
    """
    if not by.has_perm("grants.keep_reviewer_profile", person):
        raise NotAllowed(_("The reviewer keeps this profile, and the staff who asked them to review."))
    chosen = set(languages)
    if not chosen <= set(Language.values):
        raise Refusal(_("This language is not in the list."))
    rows = list(ties)
    for tie in rows:
        if tie.began_on and tie.ended_on and tie.ended_on < tie.began_on:
            raise Refusal(_("“%(name)s”: the end comes before the beginning.") % {"name": tie.name})
    profile, _made = ReviewerProfile.objects.get_or_create(user=person, defaults={"saved_by": by})
    profile.saved_at, profile.saved_by = clock.now(), by
    profile.save(update_fields=["saved_at", "saved_by"])
    profile.domains.set(domains)
    profile.languages.exclude(language__in=chosen).delete()
    for each in sorted(chosen):
        ReviewerLanguage.objects.get_or_create(profile=profile, language=each)
    profile.ties.all().delete()
    for tie in rows:
        ReviewerTie.objects.create(
            profile=profile,
            kind=tie.kind,
            organization=_known(tie.name),
            name=tie.name.strip(),
            began_on=tie.began_on,
            ended_on=tie.ended_on,
        )
    record("reviewer_profile_saved", profile, by=by)
    return profile
