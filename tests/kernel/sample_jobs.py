"""Jobs for the tests of the queue."""

from kernel.models import Counter
from kernel.refusals import Refusal
from kernel.tasking import job


@job()
def count(prefix: str) -> int:
    counter, _is_new = Counter.objects.get_or_create(prefix=prefix)
    Counter.objects.filter(pk=prefix).update(last=counter.last + 1)
    return counter.last + 1


@job(attempts=2)
def fail() -> None:
    raise LookupError("not there yet")


@job()
def refuse() -> None:
    raise Refusal("It is too late.")
