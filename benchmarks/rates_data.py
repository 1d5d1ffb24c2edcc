"""A file of exchange rates as a bank gives them out, of any length."""

from datetime import date, timedelta
from io import BytesIO

PAIRS = (("EUR", "MDL"), ("USD", "MDL"), ("RON", "MDL"), ("EUR", "USD"))
HEADINGS = "rate_on,base,quote,rate,source\n"
FIRST = date(2000, 1, 1)


def rows_of_rates(number: int) -> str:
    """`number` lines of CSV without headings, each of a day and a pair of its own."""
    lines = []
    for n in range(number):
        base, quote = PAIRS[n % len(PAIRS)]
        lines.append(f"{FIRST + timedelta(days=n // len(PAIRS))},{base},{quote},{10 + n % 7}.{n % 10000:04d},nbm\n")
    return "".join(lines)


def file_of_rates(number: int) -> BytesIO:
    """The same with its headings, as a file."""
    return BytesIO((HEADINGS + rows_of_rates(number)).encode())
