"""Where a thing is in its life: the steps behind it, the one it stands on, and those to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.functional import Promise


class State(StrEnum):
    """Where a step lies, seen from today. `stopped`: the life ended here, off its usual path."""

    DONE = "done"
    NOW = "now"
    COMING = "coming"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Step:
    """One step, with an optional `note` beside it (a date, or who must act)."""

    label: str | Promise
    state: State
    note: str | Promise = ""


def path(choices: type[TextChoices], usual: Sequence[str], current: str, *, is_over: bool = False) -> list[Step]:
    """The `usual` statuses in their order, as steps of a thing whose status is `current`.

    A status off the usual path (rejected, withdrawn) comes alone after the first step, as `stopped`. With `is_over`
    the current step is done too: the life is complete.
    """
    labels = {str(choice.value): choice.label for choice in choices}
    if current not in usual:
        return [Step(labels[str(usual[0])], State.DONE), Step(labels[str(current)], State.STOPPED)]
    here = list(usual).index(current)
    states = [State.DONE] * here + [State.DONE if is_over else State.NOW] + [State.COMING] * (len(usual) - here - 1)
    return [Step(labels[str(status)], state) for status, state in zip(usual, states, strict=True)]
