"""Human references such as APP-2026-0042, given by a locked counter. Gaps are allowed, doubles are not."""

from django.db import transaction

from kernel import clock
from kernel.models import Counter


def next_reference(prefix: str) -> str:
    """The next reference of this year under `prefix`, for example `APP-2026-0042`.

    Must run inside the transaction that stores it: the counter's row stays locked until then.
    """
    with transaction.atomic():
        key = f"{prefix}-{clock.today().year}"
        Counter.objects.get_or_create(prefix=key)
        counter = Counter.objects.select_for_update().get(prefix=key)
        counter.last += 1
        counter.save(update_fields=["last"])
    return f"{key}-{counter.last:04d}"
