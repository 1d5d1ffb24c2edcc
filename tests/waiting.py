"""An act that waits for its turn: it begins at one moment and reaches the database at a later one."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Any

from django.db import connection

from kernel import clock


@contextmanager
def waiting(*, began: datetime, ended: datetime) -> Iterator[None]:
    """Within the block the clock shows `began`, and `ended` from the first row that is locked or read on."""
    with ExitStack() as stack:
        stack.enter_context(clock.at(began))

        def wait(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
            if sql.startswith("SELECT") and clock.now() != ended:
                stack.enter_context(clock.at(ended))
            return execute(sql, *rest)

        stack.enter_context(connection.execute_wrapper(wait))
        yield
