"""The ranking of a call as a workbook: what the page shows, and the mean of every criterion."""

from collections.abc import Collection
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from grants.models import Call
from grants.queries.awards.ranking import Group, Ranking, RankingRow
from kernel import clock
from kernel.spreadsheets import Heading, Sheet, write_workbook


def ranking_workbook(call: Call, ranking: Ranking, hidden: Collection[int], address: str) -> IO[bytes]:
    """The ranking of `call`, one sheet; of those `hidden` from the reader only the reference stands in it."""
    headings = [
        Heading(_("Lot")),
        Heading(_("Rank"), "number"),
        Heading(_("Best rank"), "number"),
        Heading(_("Worst rank"), "number"),
        Heading(_("Application")),
        Heading(_("Title")),
        Heading(_("Organisation")),
        Heading(_("Total, %"), "number"),
        Heading(_("Reviews"), "number"),
        Heading(_("Spread"), "number"),
        Heading(_("Passes the thresholds")),
        Heading(_("Requested"), "money"),
        Heading(_("Cumulated"), "money"),
        Heading(_("Side of the line")),
        *(Heading(each.title, "number") for each in ranking.criteria),
    ]
    lines = [
        _line(ranking, group, row, is_hidden=row.application.pk in hidden)
        for group in ranking.groups
        for row in group.rows
    ]
    notes = [
        (_("List"), _("Ranking")),
        (_("Call"), f"{call.reference} {call.title}"),
        (pgettext("file", "Made on"), f"{clock.today():%Y-%m-%d}"),
        (_("Address"), address),
        *([(_("Mark"), _("Demo data"))] if call.is_demo else []),
    ]
    return write_workbook([Sheet(_("Ranking"), headings, lines)], notes=notes)


def _line(ranking: Ranking, group: Group, row: RankingRow, *, is_hidden: bool) -> list[Any]:
    lot = group.lot.title if group.lot else ""
    if is_hidden:
        return [lot, None, None, None, row.application.reference, *[None] * (9 + len(ranking.criteria))]
    return [
        lot,
        row.rank,
        row.range.best if row.range else None,
        row.range.worst if row.range else None,
        row.application.reference,
        row.application.title,
        str(row.application.organization),
        row.outcome.total,
        row.outcome.n,
        row.outcome.spread,
        _("yes") if row.outcome.passes else _("no"),
        row.application.requested,
        *([row.cumulated, _("above") if row.is_above_line else _("below")] if ranking.is_final else [None, None]),
        *(mean.mean for _criterion, mean in row.means),
    ]
