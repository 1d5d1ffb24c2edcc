"""Finding organisations of the register by what people write of them: name, short name or IDNO."""

from collections.abc import Iterable

from django.db.models import Q

from organizations.models import Organization


def find_organizations(lines: Iterable[str]) -> tuple[list[Organization], list[str]]:
    """The organisations that `lines` name, and the lines that name none; one query.

    A line is a whole name in any of the three languages, a short name or an IDNO.
    """
    wanted = [line.strip() for line in lines if line.strip()]
    names = ("name_ro", "name_ru", "name_en", "short_name", "idno")
    match = Q()
    for name in names:
        match |= Q(**{f"{name}__in": wanted})
    known: dict[str, Organization] = {}
    for organization in Organization.objects.filter(match).order_by("-pk") if wanted else []:
        known |= {getattr(organization, name): organization for name in names if getattr(organization, name)}
    found = {known[line].pk: known[line] for line in wanted if line in known}
    return list(found.values()), [line for line in wanted if line not in known]
