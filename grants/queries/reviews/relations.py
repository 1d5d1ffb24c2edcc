"""What binds a reviewer to an applicant, as far as the system knows: read for a whole call at once.

A bar is a relation with which nobody may judge. A tie bars a person from the proposal too, but an officer who writes
why may assign in spite of it: the register may be wrong, or the bond without weight. A note bars nobody.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from grants.models import (
    READER_ROLES,
    Application,
    Assignment,
    Call,
    Conflict,
    ConflictOfInterest,
    PartnerConfirmation,
    ReviewerTie,
    ReviewStatus,
)
from kernel import clock
from kernel.folding import fold
from organizations.models import Membership, Organization, TerritorialUnit, User

Pair = tuple[int, int]


class Weight(StrEnum):
    """How much a relation bars."""

    BAR = "bar"
    TIE = "tie"
    NOTE = "note"


@dataclass(frozen=True)
class Relation:
    """One relation between a reviewer and an application, in words for staff."""

    weight: Weight
    words: str


class Relations:
    """The relations of many pairs at once, by (id of application, id of person)."""

    def __init__(self) -> None:
        self._found: defaultdict[Pair, list[Relation]] = defaultdict(list)

    def add(self, application: int, person: int, weight: Weight, words: str) -> None:
        """Note one relation; the same words are noted once."""
        relation = Relation(weight, words)
        if relation not in self._found[application, person]:
            self._found[application, person].append(relation)

    def of(self, application: int, person: int) -> list[Relation]:
        """Everything that binds this pair."""
        return self._found.get((application, person), [])

    def bars(self, application: int, person: int) -> list[str]:
        """Why this person can never judge this application."""
        return [each.words for each in self.of(application, person) if each.weight == Weight.BAR]

    def ties(self, application: int, person: int) -> list[str]:
        """Why this person is not proposed for this application."""
        return [each.words for each in self.of(application, person) if each.weight == Weight.TIE]

    def is_excluded(self, application: int, person: int) -> bool:
        """Whether this person is not proposed for this application."""
        return any(each.weight != Weight.NOTE for each in self.of(application, person))

    def excluded(self) -> set[Pair]:
        """The pairs that are not proposed."""
        return {pair for pair in self._found if self.is_excluded(*pair)}


def relations_of(call: Call, applications: Collection[Application], people: Collection[User]) -> Relations:
    """Every relation known between `people` and `applications` of `call`; ten queries, whatever their number.

    An ended membership or tie counts for the call's `relation_years`. Applications come with their organisations.
    """
    found = Relations()
    since = _years_ago(call.relation_years)
    _note_declared(found, applications)
    _note_authors(found, applications, people)
    held = list(
        Membership.objects.filter(user__in=people).filter(Q(ended_at__isnull=True) | Q(ended_at__date__gte=since))
    )
    _note_memberships(found, call, applications, held)
    _note_shared(found, applications, held, since)
    _note_authorities(found, applications, people, held, since)
    _note_ties(found, applications, people, since)
    _note_earlier_reviews(found, call, applications, people)
    return found


def _years_ago(years: int) -> date:
    return clock.today() - timedelta(days=round(365.25 * years))


def _note_declared(found: Relations, applications: Collection[Application]) -> None:
    assigned = Assignment.objects.filter(application__in=applications, conflict=Conflict.DECLARED)
    apart = ConflictOfInterest.objects.filter(application__in=applications)
    for application, person in [
        *assigned.values_list("application_id", "reviewer_id"),
        *apart.values_list("application_id", "user_id"),
    ]:
        found.add(application, person, Weight.BAR, _("declared a conflict of interest"))


def _note_authors(found: Relations, applications: Iterable[Application], people: Iterable[User]) -> None:
    known = {each.pk for each in people}
    for each in applications:
        for author in known & {each.created_by_id, each.submitted_by_id, each.saved_by_id}:
            found.add(each.pk, author, Weight.BAR, _("worked on this application"))


def _note_memberships(
    found: Relations, call: Call, applications: Collection[Application], held: Iterable[Membership]
) -> None:
    by_organization = _by_organization(applications)
    for each in held:
        for application in by_organization[each.organization_id]:
            if each.ended_at is None:
                found.add(application.pk, each.user_id, Weight.BAR, _("belongs to the organisation that applies"))
            else:
                words = _("belonged to the organisation that applies until %(day)s")
                found.add(application.pk, each.user_id, Weight.TIE, words % {"day": each.ended_at.date().isoformat()})
        is_staff = each.organization_id == call.programme.implementer_id and each.role in READER_ROLES
        if call.is_veiled and is_staff and each.ended_at is None:
            for application in applications:
                found.add(application.pk, each.user_id, Weight.BAR, _("reads the names of this blind call as staff"))


def _by_organization(applications: Iterable[Application]) -> defaultdict[int, list[Application]]:
    rows: defaultdict[int, list[Application]] = defaultdict(list)
    for each in applications:
        rows[each.organization_id].append(each)
    return rows


def _note_shared(
    found: Relations, applications: Collection[Application], held: Iterable[Membership], since: date
) -> None:
    """Reviewer and people of the applicant belong, or lately belonged, to the same third organisation."""
    by_organization = _by_organization(applications)
    team = Membership.objects.filter(organization__in=by_organization, ended_at__isnull=True)
    teams: defaultdict[int, set[int]] = defaultdict(set)
    for organization, person in team.values_list("organization_id", "user_id"):
        teams[organization].add(person)
    elsewhere = (
        Membership.objects.filter(user__in={each for people in teams.values() for each in people})
        .filter(Q(ended_at__isnull=True) | Q(ended_at__date__gte=since))
        .select_related("organization")
    )
    places: defaultdict[int, dict[int, Organization]] = defaultdict(dict)
    for each in elsewhere:
        places[each.user_id][each.organization_id] = each.organization
    reached: defaultdict[int, dict[int, Organization]] = defaultdict(dict)
    for organization, people in teams.items():
        for person in people:
            reached[organization] |= {key: value for key, value in places[person].items() if key != organization}
    for each in held:
        for organization, known in reached.items():
            if each.organization_id not in known:
                continue
            words = _("belongs to “%(organization)s”, as people of the applicant do") % {
                "organization": known[each.organization_id]
            }
            for application in by_organization[organization]:
                found.add(application.pk, each.user_id, Weight.TIE, words)


def _note_authorities(
    found: Relations,
    applications: Collection[Application],
    people: Collection[User],
    held: Iterable[Membership],
    since: date,
) -> None:
    """The reviewer acts for, or works at, an authority that is partner of the application."""
    partners = PartnerConfirmation.objects.filter(application__in=applications).exclude(status="declined")
    by_authority: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for row in partners.select_related("authority__organization"):
        organization = row.authority.organization
        by_authority[organization.pk].append((row.application_id, str(organization)))
    for each in held:
        for application, name in by_authority[each.organization_id]:
            weight = Weight.BAR if each.ended_at is None else Weight.TIE
            words = _("acts for “%(authority)s”, partner of the application") % {"authority": name}
            found.add(application, each.user_id, weight, words)
    ties = _ties(people, since).filter(organization__in=by_authority)
    for tie in ties:
        for application, name in by_authority[tie.organization_id or 0]:
            words = _("is bound to “%(authority)s”, partner of the application") % {"authority": name}
            found.add(application, tie.profile.user_id, Weight.TIE, words)


def _ties(people: Collection[User], since: date) -> QuerySet[ReviewerTie]:
    rows = ReviewerTie.objects.filter(profile__user__in=people).select_related("profile")
    return rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=since)).order_by("pk")


def _note_ties(found: Relations, applications: Collection[Application], people: Collection[User], since: date) -> None:
    """An institution of the reviewer's profile is the applicant, by its entry in the register or by its name."""
    by_organization = _by_organization(applications)
    by_name: defaultdict[str, list[Application]] = defaultdict(list)
    for application in applications:
        for name in names_of(application.organization):
            by_name[fold(name)].append(application)
    for tie in _ties(people, since):
        same = [*by_organization[tie.organization_id or 0], *by_name[fold(tie.name)]]
        words = f"{tie.name}: {tie.get_kind_display()}"
        for application in same:
            found.add(application.pk, tie.profile.user_id, Weight.TIE, words)


def names_of(organization: Organization | TerritorialUnit) -> list[str]:
    """Every name by which the register knows an organisation or a place, the longest first."""
    fields = ("name", "name_ro", "name_ru", "name_en", "short_name")
    names = {str(getattr(organization, each, "") or "").strip() for each in fields}
    return sorted((each for each in names if each), key=lambda name: (-len(name), name))


def _note_earlier_reviews(
    found: Relations, call: Call, applications: Collection[Application], people: Collection[User]
) -> None:
    by_organization = _by_organization(applications)
    rows = (
        Assignment.objects.filter(
            reviewer__in=people,
            application__organization__in=by_organization,
            review__status=ReviewStatus.SUBMITTED,
        )
        .exclude(application__call=call)
        .select_related("application__call")
    )
    for row in rows.order_by("pk"):
        words = _("judged this organisation in the call “%(call)s”") % {"call": row.application.call.title}
        for application in by_organization[row.application.organization_id]:
            found.add(application.pk, row.reviewer_id, Weight.NOTE, words)
