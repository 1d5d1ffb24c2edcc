"""What the kernel's shelf asks of this floor: who colleagues are, who is told, and what is a person's own there."""

from typing import Any

from kernel.models import BatchRun, Export, SavedFilter
from kernel.shelves import Circle, circles, work_finished
from organizations.models import Organization, User
from organizations.notifications import notify
from organizations.registries import PersonalData, personal_data
from organizations.roles import roles_of


def colleagues(user: Any) -> list[int]:
    """The organisations whose member `user` is: with their people filters can be shared."""
    return sorted(roles_of(user))


def named_colleagues(user: Any) -> list[tuple[int, str]]:
    """The same with their names, by name."""
    rows = Organization.objects.filter(pk__in=roles_of(user)).order_by("name_ro", "pk")
    return [(each.pk, str(each)) for each in rows]


def tell_of_work(sender: Any, *, work: Export | BatchRun, person: User, **kwargs: Any) -> None:
    """Say that a file is ready, or that a batch is through."""
    notify([person], "work_finished", url=work.get_absolute_url(), work=work)


def on_the_shelf(user: User) -> dict[str, Any]:
    """Filters, files and batches of a person as JSON values."""
    filters = SavedFilter.objects.filter(person=user.pk).order_by("pk")
    exports = Export.objects.filter(person=user.pk).order_by("pk")
    runs = BatchRun.objects.filter(person=user.pk).order_by("pk")
    return {
        "filters": [{"name": each.name, "list": each.path, "query": each.query} for each in filters],
        "files": [{"title": each.title, "at": each.asked_at.isoformat()} for each in exports],
        "batches": [{"act": each.act, "at": each.asked_at.isoformat()} for each in runs],
    }


def clear_the_shelf(user: User) -> None:
    """Filters and files go; that a batch was run stays, as the record does, without what was typed for it."""
    SavedFilter.objects.filter(person=user.pk).delete()
    for export in Export.objects.filter(person=user.pk, ready_at__isnull=False, removed_at__isnull=True):
        export.expires_at = export.ready_at
        export.save(update_fields=["expires_at"])
    BatchRun.objects.filter(person=user.pk).update(facts={})


def connect() -> None:
    """Fill the registries of the shelf."""
    circles.add(Circle("organizations", ids=colleagues, named=named_colleagues))
    work_finished.connect(tell_of_work, dispatch_uid="tell_of_work")
    personal_data.add(PersonalData("shelf", collect=on_the_shelf, erase=clear_the_shelf))
