"""The proposal of who reviews what, with the reason of each pair and of each exclusion. Nothing is stored here."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.balancing import balance
from grants.models import (
    Application,
    ApplicationStatus,
    Assignment,
    Call,
    Language,
    ReviewerProfile,
    WorkDomain,
)
from grants.queries.reviews.relations import Relations, Weight, relations_of
from grants.queries.reviews.sheets import judged_applications, reviewers_of
from grants.reading_language import language_of
from organizations.models import User

# What a pair costs when it suits less; a proposal is even first and of least cost then (grants.balancing).
CANNOT_READ, LANGUAGES_UNKNOWN = 6, 2
FOREIGN_FIELD, FIELDS_UNKNOWN = 3, 2
JUDGED_BEFORE = 1


@dataclass(frozen=True)
class Skill:
    """What is known of one reviewer: fields of work by id, languages. `is_known` False: the profile is empty."""

    domains: dict[int, str]
    languages: frozenset[str]


@dataclass(frozen=True)
class Pairing:
    """A proposed pair with its reasons, and what the reviewer would then have."""

    application: Application
    reviewer: User
    reasons: list[str]
    load: int


@dataclass(frozen=True)
class Exclusion:
    """A reviewer who is not proposed for an application, and why."""

    reviewer: User
    reasons: list[str]


@dataclass(frozen=True)
class ProposalRow:
    """One application: who has it, who is proposed, who is left out, and how many it lacks all the same."""

    application: Application
    holders: list[User]
    pairs: list[Pairing]
    exclusions: list[Exclusion]
    lacking: int


@dataclass(frozen=True)
class LoadLine:
    """What one reviewer has and would have."""

    reviewer: User
    before: int
    after: int


@dataclass(frozen=True)
class ProposedAssignments:
    """The whole proposal of one call. `spread` is the greatest difference between two loads."""

    rows: list[ProposalRow]
    loads: list[LoadLine]
    wanted: int

    @property
    def pairs(self) -> list[Pairing]:
        """Every proposed pair, by application."""
        return [pair for row in self.rows for pair in row.pairs]

    @property
    def spread(self) -> int:
        """The greatest difference between two loads."""
        after = [each.after for each in self.loads]
        return max(after) - min(after) if after else 0

    @property
    def lacking(self) -> int:
        """How many reviewers are missing although everybody who may was proposed."""
        return sum(row.lacking for row in self.rows)


def skills_of(people: Collection[User]) -> dict[int, Skill]:
    """Fields of work and languages by id of person; who has no profile is not in it. Three queries."""
    rows: QuerySet[ReviewerProfile] = ReviewerProfile.objects.filter(user__in=people)
    return {
        each.user_id: Skill(
            {domain.pk: domain.name for domain in each.domains.all()},
            frozenset(language.language for language in each.languages.all()),
        )
        for each in rows.prefetch_related("domains", "languages")
    }


def domains_of(call: Call, applications: Collection[Application]) -> dict[int, dict[int, str]]:
    """The fields of work of each application, by its id: its own, else those of the call. Three queries."""
    own: dict[int, dict[int, str]] = {}
    names = {each.pk: each.name for each in WorkDomain.objects.all()}
    given = Application.objects.filter(pk__in=[each.pk for each in applications], domains__isnull=False)
    for application, domain in given.order_by("pk", "domains__order").values_list("pk", "domains"):
        own.setdefault(application, {})[domain] = names[domain]
    whole = {each.pk: each.name for each in call.domains.all()}
    return {each.pk: own.get(each.pk, whole) for each in applications}


@dataclass(frozen=True)
class Fit:
    """How a reviewer suits an application: the cost, and the reasons in words."""

    cost: int
    reasons: list[str]


def fit(application: Application, domains: Mapping[int, str], skill: Skill | None) -> Fit:
    """What speaks for and against this pair beside relations: fields of work and the language of the text."""
    cost, reasons = 0, []
    known = skill.domains if skill else {}
    shared = [name for key, name in domains.items() if key in known]
    if shared:
        reasons.append(_("knows: %(fields)s") % {"fields": ", ".join(shared)})
    elif domains:
        cost += FOREIGN_FIELD if known else FIELDS_UNKNOWN
        reasons.append(_("works in other fields") if known else _("fields of work not stated"))
    language = language_of(application.title, application.summary)
    if language:
        name = Language(language).label
        reads = skill.languages if skill else frozenset()
        if language in reads:
            reasons.append(_("reads: %(language)s") % {"language": name})
        elif reads:
            cost += CANNOT_READ
            reasons.append(_("does not read: %(language)s") % {"language": name})
        else:
            cost += LANGUAGES_UNKNOWN
            reasons.append(_("languages not stated"))
    return Fit(cost, reasons)


def proposal_for(
    call: Call, *, wanted: int, only: Collection[int] | None = None, but: Collection[tuple[int, int]] = ()
) -> ProposedAssignments:
    """Who could take what, so that every application in review has `wanted` reviewers and the load is even.

    `only` keeps to some applications (ids), which then get `wanted` each; `but` are pairs (application, reviewer) not
    to be proposed again. About twenty queries, whatever the size of the call.
    """
    judged = [each for each in judged_applications(call) if each.status == ApplicationStatus.IN_REVIEW]
    people = {each.user_id: each.user for each in reviewers_of(call) if each.user.is_active}
    held: dict[int, list[int]] = {each.pk: [] for each in judged}
    rows = Assignment.objects.filter(application__in=judged).live().order_by("pk")
    for application, person in rows.values_list("application_id", "reviewer_id"):
        held[application].append(person)
    served = [each for each in judged if only is None or each.pk in only]
    relations = relations_of(call, served, list(people.values()))
    skills, domains = skills_of(list(people.values())), domains_of(call, served)
    fits = {(each.pk, key): fit(each, domains[each.pk], skills.get(key)) for each in served for key in people}
    found = balance(
        [each.pk for each in served],
        list(people),
        wanted=wanted,
        taken=held,
        barred=relations.excluded() | set(but),
        costs={pair: each.cost + _before(relations, pair) for pair, each in fits.items()},
    )
    by_application: dict[int, list[Pairing]] = {}
    applications = {each.pk: each for each in served}
    for key, person in found.pairs:
        notes = [each.words for each in relations.of(key, person) if each.weight == Weight.NOTE]
        load = found.loads[person]
        words = ngettext("would have %(count)d in all", "would have %(count)d in all", load) % {"count": load}
        pairing = Pairing(applications[key], people[person], [*fits[key, person].reasons, *notes, words], load)
        by_application.setdefault(key, []).append(pairing)
    before = [sum(key in holders for holders in held.values()) for key in people]
    return ProposedAssignments(
        rows=[_row(each, held, people, by_application, relations, found.lacking) for each in served],
        loads=[LoadLine(people[key], had, found.loads[key]) for key, had in zip(people, before, strict=True)],
        wanted=wanted,
    )


def _before(relations: Relations, pair: tuple[int, int]) -> int:
    return JUDGED_BEFORE * any(each.weight == Weight.NOTE for each in relations.of(*pair))


def _row(
    application: Application,
    held: Mapping[int, list[int]],
    people: Mapping[int, User],
    pairs: Mapping[int, list[Pairing]],
    relations: Relations,
    lacking: Mapping[int, int],
) -> ProposalRow:
    key = application.pk
    out = [
        Exclusion(user, [*relations.bars(key, person), *relations.ties(key, person)])
        for person, user in people.items()
        if relations.is_excluded(key, person)
    ]
    holders = [people[each] for each in held[key] if each in people]
    return ProposalRow(application, holders, pairs.get(key, []), out, lacking.get(key, 0))
