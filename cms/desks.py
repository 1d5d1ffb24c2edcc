"""Desks: what an implementer's editors work on, made when the first of them comes, and who sits at it.

Idempotent: what exists is left as editors made it. docs/adr/0051-a-desk-for-each-implementer.md has the reasons.
"""

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from cms.models import Desk, HomePage, ImplementerPage
from organizations.models import Membership, Organization, Role, User

ON_PAGES = ("add_page", "change_page", "publish_page")
ON_FILES = tuple(f"{may}_{what}" for what in ("image", "document") for may in ("add", "change", "choose"))


@transaction.atomic
def make_desk(organization: Organization) -> Desk:
    """The desk of `organization`: a group, a collection, and a first page in each language, not published yet.

    Called under the lock of the organisation's row, or by `manage.py setup` alone.
    """
    desk = Desk.objects.select_related("group", "collection").filter(organization=organization).first()
    if desk is None:
        group = Group.objects.create(name=f"Editors: {organization.slug}"[:150])
        collection = Collection.objects.get(depth=1).add_child(name=str(organization))
        desk = Desk.objects.create(organization=organization, group=group, collection=collection)
        group.permissions.add(Permission.objects.get_by_natural_key("access_admin", "wagtailadmin", "admin"))
    for permission in Permission.objects.filter(codename__in=ON_FILES):
        GroupCollectionPermission.objects.get_or_create(
            group=desk.group, collection=desk.collection, permission=permission
        )
    pages = _first_pages(organization)
    for permission in Permission.objects.filter(codename__in=ON_PAGES, content_type__app_label="wagtailcore"):
        for page in pages:
            GroupPagePermission.objects.get_or_create(group=desk.group, page=page, permission=permission)
    return desk


def _first_pages(organization: Organization) -> list[ImplementerPage]:
    """Its first page in each language of the site, tied together as translations."""
    pages: list[ImplementerPage] = []
    for home in HomePage.objects.select_related("locale").order_by("path"):
        page = ImplementerPage.objects.child_of(home).filter(organization=organization).first()
        if page is None:
            codes = (home.locale.language_code, *(code for code, _name in settings.LANGUAGES))
            title = next(filter(None, (getattr(organization, f"name_{code}") for code in codes)))
            is_taken = home.get_children().filter(slug=organization.slug).exists()
            slug = f"{organization.slug}-pages" if is_taken else organization.slug
            page = ImplementerPage(title=title, slug=slug, organization=organization, locale=home.locale, live=False)
            if pages:
                page.translation_key = pages[0].translation_key
            home.add_child(instance=page)
        pages.append(page)
    return pages


def seat(membership: Membership) -> None:
    """An editor takes their place: rights on the pages and files of this implementer, and on no other's."""
    membership.user.groups.add(make_desk(membership.organization).group)


def unseat(membership: Membership) -> None:
    """The editor leaves; pages and files stay as they are."""
    membership.user.groups.remove(*Group.objects.filter(pk__in=_groups(membership.organization)))


def _groups(organization: Organization) -> list[int]:
    return list(Desk.objects.filter(organization=organization).values_list("group", flat=True))


def seat_editors() -> None:
    """A step of `manage.py setup`: each implementer with editors has its desk, and exactly they sit at it."""
    now = Membership.objects.filter(role=Role.EDITOR, ended_at__isnull=True)
    for organization in Organization.objects.filter(pk__in=now.values("organization")).order_by("pk"):
        make_desk(organization)
    for desk in Desk.objects.select_related("group").order_by("pk"):
        editors = now.filter(organization=desk.organization_id).values("user")
        desk.group.user_set.set(User.objects.filter(pk__in=editors))
