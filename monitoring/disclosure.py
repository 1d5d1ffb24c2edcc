"""Disclosure control: what a published table may not show, lest a person be known by it. Knows no Django.

Primary suppression hides every number of people between 1 and k − 1. Complementary suppression then hides more cells,
the smallest first, until no hidden one can be computed from the totals and the cells that stay, and until the hidden
cells of each sum make up k people together. Page, chart, file and API all print what these functions leave.
"""

from collections.abc import Collection, Sequence

SMALL_GROUP = 20

Table = Sequence[Sequence[int]]
Edge = tuple[int, int]


def is_small(people: int, k: int) -> bool:
    """Whether a number of people is too small to show: at least one and fewer than `k`."""
    return 0 < people < k


def is_unanimous(counts: Sequence[int]) -> bool:
    """Whether a group under 20 gave one and the same answer: showing it would tell what each of them said."""
    people = sum(counts)
    return 0 < people < SMALL_GROUP and max(counts) == people


def bounded_share(successes: int, trials: int) -> str | None:
    """For a group under 20 that was of one mind: "over" (90 %) or "under" (10 %); None when the share may be shown."""
    if not 0 < trials < SMALL_GROUP or 0 < successes < trials:
        return None
    return "over" if successes else "under"


def hidden_in_sum(parts: Sequence[int], k: int, *, also: Collection[int] = ()) -> frozenset[int]:
    """Which of `parts`, by position, may not be shown beside their total; `also` are to be hidden for other reasons.

    Beside the small ones further parts are hidden, the smallest first, until the hidden ones are at least two and
    together at least `k`: a difference then tells of no group under `k`. The total is shown only if it is not small.
    """
    hidden = {i for i, people in enumerate(parts) if is_small(people, k)} | set(also)
    others = sorted((i for i in range(len(parts)) if i not in hidden and parts[i]), key=lambda i: (parts[i], i))
    while hidden and others and (len(hidden) < 2 or sum(parts[i] for i in hidden) < k):
        hidden.add(others.pop(0))
    return frozenset(hidden)


def hidden_in_table(cells: Table, k: int) -> frozenset[Edge]:
    """Which cells of a table with published totals may not be shown, as (row, column).

    Row `len(cells)` and column `len(cells[0])` stand for the totals, which are cells like others. Each row with its
    total and each column with its total is one equation; a hidden cell can be computed exactly when it is a bridge in
    the graph of hidden cells between rows and columns. So bridges are closed into rings until none is left.
    """
    full = with_totals(cells)
    rows, columns = len(full), len(full[0])
    every = [(r, c) for r in range(rows) for c in range(columns)]
    hidden = {(r, c) for r, c in every if is_small(full[r][c], k)}
    shown = sorted((edge for edge in every if edge not in hidden), key=lambda edge: _cost(full, edge))
    while hidden and shown:
        weak = bridges(hidden) | _thin_lines(full, hidden, k)
        if not weak:
            break
        touching = [edge for edge in shown if any(edge[0] == r or edge[1] == c for r, c in weak)]
        chosen = (touching or shown)[0]
        hidden.add(chosen)
        shown.remove(chosen)
    return frozenset(hidden)


def with_totals(cells: Table) -> list[list[int]]:
    """`cells` with a last column of row totals and a last row of column totals."""
    rows = [[*row, sum(row)] for row in cells]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def _cost(full: Table, edge: Edge) -> tuple[bool, bool, int, Edge]:
    """Inner cells go before totals, cells with people before empty ones, small before large."""
    r, c = edge
    return r == len(full) - 1 or c == len(full[0]) - 1, full[r][c] == 0, full[r][c], edge


def _thin_lines(full: Table, hidden: set[Edge], k: int) -> set[Edge]:
    """Hidden cells of the rows and columns whose hidden inner cells together are fewer than `k` people."""
    last_row, last_column = len(full) - 1, len(full[0]) - 1
    thin: set[Edge] = set()
    for line, end in ((0, last_column), (1, last_row)):
        for at in range((last_row if line == 0 else last_column) + 1):
            inner = [edge for edge in hidden if edge[line] == at and edge[1 - line] != end]
            total_is_hidden = ((at, end) if line == 0 else (end, at)) in hidden
            if inner and not total_is_hidden and 0 < sum(full[r][c] for r, c in inner) < k:
                thin.update(inner)
    return thin


def bridges(edges: set[Edge]) -> set[Edge]:
    """The edges of a graph between rows and columns that lie on no ring."""
    return {edge for edge in edges if not _connected(edges - {edge}, edge)}


def _connected(edges: set[Edge], ends: Edge) -> bool:
    """Whether the row and the column of `ends` are joined by `edges`."""
    rows, columns = {ends[0]}, set[int]()
    while True:
        columns_now = columns | {c for r, c in edges if r in rows}
        rows_now = rows | {r for r, c in edges if c in columns_now}
        if ends[1] in columns_now:
            return True
        if rows_now == rows and columns_now == columns:
            return False
        rows, columns = rows_now, columns_now
