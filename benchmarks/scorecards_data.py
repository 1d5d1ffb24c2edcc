"""Published scorecards of many authorities: one made by the acts of life, the others copied from it."""

from hashlib import sha256

from kernel import clock
from monitoring.models import ScorecardCycle, Snapshot
from organizations.models import Authority, AuthorityTier, Competence, Nature, Organization, TerritorialUnit
from tests.factories.monitoring.scorecards import ScorecardStory

AUTHORITIES, BATCH = 50, 500


def make_scorecards(number: int) -> list[Authority]:
    """`number` published scorecards of fifty public authorities; returns the authorities, that of the story first."""
    story = ScorecardStory()
    first = story.published()
    snapshot = Snapshot.objects.get(cycle=first)
    authorities = [first.authority, *_make_authorities(first.authority.organization.published_by)]
    competences = [first.competence, *(Competence.objects.get(authority=each) for each in authorities[1:])]
    same = {
        field.attname: getattr(first, field.attname)
        for field in ScorecardCycle._meta.concrete_fields
        if not field.primary_key and field.attname not in {"reference", "competence_id", "folded"}
    }
    cycles = ScorecardCycle.objects.bulk_create(
        [
            ScorecardCycle(
                **same, reference=f"SCO-2025-{place:05d}", competence_id=competences[place % len(competences)].pk
            )
            for place in range(1, number)
        ],
        batch_size=BATCH,
    )
    Snapshot.objects.bulk_create(
        [
            Snapshot(
                cycle=cycle,
                version=1,
                body={**snapshot.body, "reference": cycle.reference},
                digest=sha256(cycle.reference.encode()).hexdigest(),
                published_by_id=snapshot.published_by_id,
            )
            for cycle in cycles
        ],
        batch_size=BATCH,
    )
    return authorities


def _make_authorities(person: object) -> list[Authority]:
    units = list(TerritorialUnit.objects.filter(authorities__isnull=True).order_by("pk")[: AUTHORITIES - 1])
    made = []
    for place, unit in enumerate(units):
        hall = Organization.objects.create(
            slug=f"hall-{place}",
            name_ro=f"Primăria {place}",
            nature=Nature.PUBLIC_AUTHORITY,
            published_at=clock.now(),
            published_by=person,
        )
        authority = Authority.objects.create(organization=hall, unit=unit, tier=AuthorityTier.LOCAL)
        Competence.objects.create(authority=authority, service_ro="Asistență socială", since_on=clock.today())
        made.append(authority)
    return made
