"""What the data of scorecards promise, proved row by row for `manage.py check_integrity`."""

from collections.abc import Iterator

from django.db.models import F

from monitoring.canonical import digest
from monitoring.models import Commitment, ScorecardCycle, ScoreSheet, Snapshot
from monitoring.queries.ballots import ballots_of, digest_of


def faults_of_frozen_counts() -> Iterator[str]:
    """A sentence for each cycle whose counts are not those of its freeze: a reply or an edit changed them."""
    for cycle in ScorecardCycle.objects.exclude(frozen_digest="").order_by("pk").iterator():
        if digest_of(ballots_of(cycle)) != cycle.frozen_digest:
            yield f"Scorecard {cycle.reference}: the counts are not those that were frozen."


def faults_of_snapshots() -> Iterator[str]:
    """A sentence for each published version whose body does not give its digest."""
    for snapshot in Snapshot.objects.select_related("cycle").order_by("pk").iterator():
        if digest(snapshot.body) != snapshot.digest:
            yield f"Scorecard {snapshot.cycle.reference}, version {snapshot.version}: the digest does not fit the body."


def faults_of_sheets() -> Iterator[str]:
    """A sentence for each sheet with more answers than people, or with a criterion of another cycle."""
    answers = F("n1") + F("n2") + F("n3") + F("n4") + F("n5") + F("n_not_applicable")
    sheets = ScoreSheet.objects.select_related("focus_group", "criterion").order_by("pk")
    for sheet in sheets.annotate(answers=answers).iterator():
        if sheet.answers > sheet.focus_group.participants:
            yield f"Score sheet {sheet.pk}: more answers than people."
        if sheet.criterion.cycle_id != sheet.focus_group.cycle_id:
            yield f"Score sheet {sheet.pk}: the criterion belongs to another scorecard."


def faults_of_commitments() -> Iterator[str]:
    """A sentence for each commitment whose present due date is not the last of its postponements."""
    for commitment in Commitment.objects.prefetch_related("postponements").order_by("pk").iterator(chunk_size=500):
        moved = [each.to_on for each in commitment.postponements.all()]
        if commitment.due_on != (moved[-1] if moved else commitment.original_due_on):
            yield f"Commitment {commitment.reference}: the due date was moved without a reason."
