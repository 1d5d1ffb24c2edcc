"""How many hours an application asks of its writers, and whether that is in proportion to the grant. No Django.

The estimate is rough on purpose and says so. Its parameters, with their sources in research/commercial.md, section 4:

- a form of four to six pages takes ten hours on average (McElroy Trust, own estimate): five pages of 500 words, so
  250 words an hour;
- small grants should cost four hours at most (bar set there);
- asking should cost applicants at most 5 % of what is given (bar set there, against 13 % found for research grants,
  F1000Research 2026).

Assumed, until the house has measured its own: a quarter of an hour for a file, an hour for a table, six minutes for a
short answer, two hours for the budget, one application in four funded, and the cost of an hour by currency.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

WORDS_AN_HOUR = Decimal(250)
HOURS_A_FILE = Decimal("0.25")
HOURS_A_TABLE = Decimal(1)
HOURS_A_SHORT_ANSWER = Decimal("0.1")
HOURS_OF_A_BUDGET = Decimal(2)
WORDS_WITHOUT_A_LIMIT = 300
LEAST_HOURS = Decimal(4)
SHARE_OF_THE_GRANT = Decimal("0.05")
ONE_FUNDED_OF = 4
COST_OF_AN_HOUR = {"EUR": Decimal(12), "USD": Decimal(13), "MDL": Decimal(240), "RON": Decimal(60)}


@dataclass(frozen=True)
class Asked:
    """What a form asks: questions in all, words of its texts, files with required documents, tables, short answers."""

    questions: int
    words: int
    files: int
    tables: int
    short_answers: int


def hours_of(asked: Asked) -> Decimal:
    """The estimated hours of one application, budget included, to the nearest half hour.

    words / 250 + files / 4 + tables + short answers / 10 + 2 for the budget.
    """
    hours = Decimal(asked.words) / WORDS_AN_HOUR + HOURS_OF_A_BUDGET
    hours += asked.files * HOURS_A_FILE + asked.tables * HOURS_A_TABLE + asked.short_answers * HOURS_A_SHORT_ANSWER
    return (hours * 2).quantize(Decimal(1), ROUND_HALF_UP) / 2


def fair_hours(grant: Decimal, currency: str) -> Decimal:
    """The hours in proportion to a grant of this size: 5 % of it, shared by the four who ask for one; at least four.

    5 % × grant / (4 × cost of an hour). For a currency whose hour has no stated cost only the least hours are known.
    """
    cost = COST_OF_AN_HOUR.get(currency)
    if cost is None:
        return LEAST_HOURS
    hours = (SHARE_OF_THE_GRANT * grant / (ONE_FUNDED_OF * cost)).quantize(Decimal(1), ROUND_HALF_UP)
    return max(hours, LEAST_HOURS)
