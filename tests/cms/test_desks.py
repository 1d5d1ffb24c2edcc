"""Editors work on the pages and files of their own implementer, and on no other's."""

import pytest
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import override
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images.permissions import permission_policy as images
from wagtail.models import Collection
from wagtail.permissions import page_permission_policy

from cms.models import Desk, HomePage, ImplementerPage, StandardPage
from kernel import clock
from organizations.actions.memberships import change_roles, end_membership, start_membership
from organizations.models import Membership, Nature, Organization, Role
from tests.cms.keeping import KEEPING
from tests.factories.organizations import MembershipFactory, OrganizationFactory, UserFactory
from tests.factories.organizations.users import give_second_factor

pytestmark = pytest.mark.django_db
Document = get_document_model()


def editor_of(organization):
    user = UserFactory()
    give_second_factor(user)
    start_membership(organization, user, Role.EDITOR, by=user)
    return user


@pytest.fixture
def mine():
    return OrganizationFactory(name_ro="Podul", name_en="Bridge", slug="podul", nature=Nature.FOUNDATION)


@pytest.fixture
def other():
    return OrganizationFactory(name_ro="Malul", slug="malul", nature=Nature.FOUNDATION)


@pytest.fixture
def editor(mine):
    return editor_of(mine)


def pages_of(organization):
    return ImplementerPage.objects.filter(organization=organization).order_by("path")


def first_page(organization, code="en"):
    return pages_of(organization).get(locale__language_code=code)


def write(page, title="Noutăți"):
    """A page below the first one, not published."""
    child = StandardPage(title=title, slug="noutati", locale=page.locale, live=False)
    page.add_child(instance=child)
    return child


def file_of(organization):
    collection = Desk.objects.get(organization=organization).collection
    return Document.objects.create(title="Ghid", file=ContentFile(b"text", "ghid.txt"), collection=collection)


def test_the_first_editor_gets_a_page_in_each_language_a_collection_and_a_group(mine, editor):
    desk = Desk.objects.get(organization=mine)
    assert [(page.locale.language_code, page.title, page.slug, page.live) for page in pages_of(mine)] == [
        ("ro", "Podul", "podul", False),
        ("ru", "Podul", "podul", False),
        ("en", "Bridge", "podul", False),
    ]
    assert pages_of(mine).values("translation_key").distinct().count() == 1
    assert list(desk.group.user_set.all()) == [editor]
    assert desk.collection.get_parent() == Collection.objects.get(depth=1)


def test_a_second_editor_shares_the_desk(mine, editor):
    second = editor_of(mine)
    assert set(Desk.objects.get().group.user_set.all()) == {editor, second}
    assert (pages_of(mine).count(), Group.objects.filter(name__startswith="Editors: ").count()) == (3, 1)


def test_who_is_no_editor_any_more_leaves_the_desk_and_the_admin(login, mine, editor):
    boss = MembershipFactory(organization=mine, role=Role.ADMINISTRATOR).user
    client = login(editor)
    assert client.get("/cms/").status_code == 200
    change_roles(mine, editor, [Role.GRANTS_OFFICER], by=boss)
    assert not editor.groups.exists()
    assert client.get("/cms/").status_code == 302
    change_roles(mine, editor, [Role.GRANTS_OFFICER, Role.EDITOR], by=boss)
    assert [group.pk for group in editor.groups.all()] == [Desk.objects.get().group_id]
    end_membership(editor.memberships.get(role=Role.EDITOR, ended_at=None), by=boss)
    assert not editor.groups.exists()


def test_leaving_one_implementer_keeps_the_desk_of_the_other(mine, other, editor):
    start_membership(other, editor, Role.EDITOR, by=editor)
    boss = MembershipFactory(organization=mine, role=Role.ADMINISTRATOR).user
    end_membership(editor.memberships.get(organization=mine), by=boss)
    assert [group.pk for group in editor.groups.all()] == [Desk.objects.get(organization=other).group_id]


def test_other_roles_get_no_desk(mine):
    start_membership(mine, UserFactory(), Role.GRANTS_OFFICER, by=UserFactory())
    assert not Desk.objects.exists()


def test_setup_makes_what_is_missing_and_seats_exactly_the_editors(mine, other):
    now, gone = MembershipFactory(organization=mine, role=Role.EDITOR), editor_of(other)
    Membership.objects.filter(user=gone).update(ended_at=clock.now(), ended_by=gone)
    for _again in range(2):
        call_command("setup", verbosity=0)
        assert list(Desk.objects.get(organization=mine).group.user_set.all()) == [now.user]
        assert list(Desk.objects.get(organization=other).group.user_set.all()) == []
        assert (pages_of(mine).count(), pages_of(other).count()) == (3, 3)


def test_an_address_that_is_taken_gets_another(mine):
    organization = OrganizationFactory(slug="calls")
    editor_of(organization)
    assert {page.slug for page in pages_of(organization)} == {"calls-pages"}


def test_policies_let_an_editor_touch_their_own_only(mine, other, editor):
    editor_of(other)
    home = HomePage.objects.get(locale__language_code="en")
    for action in ("add", "change", "publish"):
        allowed = page_permission_policy.instances_user_has_permission_for(editor, action)
        assert set(allowed) == {page.page_ptr for page in pages_of(mine)}, action
    for page in (home, first_page(other), home.get_children().get(slug="about")):
        tester = page.permissions_for_user(editor)
        asked = (tester.can_edit(), tester.can_publish(), tester.can_delete(), tester.can_add_subpage())
        assert asked == (False, False, False, False)
    tester = first_page(mine).permissions_for_user(editor)
    asked = (tester.can_edit(), tester.can_publish(), tester.can_add_subpage(), tester.can_delete(), tester.can_move())
    assert asked == (True, True, True, False, False)
    for policy in (documents, images):
        for action in ("add", "change", "choose"):
            found = policy.collections_user_has_permission_for(editor, action)
            assert list(found) == [Desk.objects.get(organization=mine).collection]


def test_an_editor_writes_and_publishes_below_the_own_page(login, mine, editor):
    client, page = login(editor), first_page(mine)
    address = reverse("wagtailadmin_pages:add", args=["cms", "standardpage", page.pk])
    facts = {"title": "News", "slug": "news", "summary": "One sentence.", "body-count": "0"}
    assert client.post(address, facts | {"action-publish": "1"}).status_code == 302
    child = StandardPage.objects.get(slug="news")
    assert (child.live, child.get_parent().pk) == (True, page.pk)


def test_an_editor_does_not_reach_pages_of_another_implementer(login, mine, other, editor):
    editor_of(other)
    theirs = write(first_page(other))
    client, page = login(editor), first_page(mine)
    home = HomePage.objects.get(locale__language_code="en")
    facts = {"title": "Changed", "slug": "changed", "summary": "", "body-count": "0", "action-publish": "1"}
    for name, args in (
        ("edit", [theirs.pk]),
        ("edit", [first_page(other).pk]),
        ("delete", [theirs.pk]),
        ("unpublish", [theirs.pk]),
        ("move", [theirs.pk]),
        ("add", ["cms", "standardpage", first_page(other).pk]),
        ("add", ["cms", "standardpage", home.pk]),
        ("move_confirm", [write(page).pk, first_page(other).pk]),
        ("delete", [page.pk]),
    ):
        address = reverse(f"wagtailadmin_pages:{name}", args=args)
        for response in (client.get(address), client.post(address, facts)):
            assert response.status_code in {302, 403}, name
    theirs.refresh_from_db()
    assert (theirs.title, theirs.live) == ("Noutăți", False)
    assert not StandardPage.objects.filter(slug="changed").exists()
    assert pages_of(mine).count() == 3


def test_an_editor_does_not_reach_files_of_another_implementer(login, mine, other, editor):
    editor_of(other)
    own, theirs = file_of(mine), file_of(other)
    client = login(editor)
    assert client.get(reverse("wagtaildocs:edit", args=[own.pk])).status_code == 200
    for name in ("edit", "delete"):
        address = reverse(f"wagtaildocs:{name}", args=[theirs.pk])
        for response in (client.get(address), client.post(address, {"title": "Changed"})):
            assert response.status_code in {302, 403}, name
    listed = client.get(reverse("wagtaildocs:index")).content.decode()
    assert [reverse("wagtaildocs:edit", args=[each.pk]) in listed for each in (own, theirs)] == [True, False]
    theirs.refresh_from_db()
    assert theirs.title == "Ghid"


def test_pages_of_an_implementer_are_public_only_while_the_organisation_is(client, settings, mine, editor):
    settings.CACHES = KEEPING
    caches["pages"].clear()
    page = first_page(mine)
    child = write(page, "Deschidem un concurs")
    for each in (page, child):
        each.save_revision().publish()
    addresses = ("/en/podul/", "/en/podul/noutati/")
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    Organization.objects.filter(pk=mine.pk).update(published_at=clock.now(), published_by=editor)
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    assert "Deschidem un concurs" in client.get("/en/podul/").content.decode()
    caches["pages"].clear()
    Organization.objects.filter(pk=mine.pk).update(published_at=None, published_by=None)
    assert [client.get(address).status_code for address in addresses] == [404, 404]


def test_what_editors_of_an_invented_implementer_write_bears_the_mark_at_any_depth(client, mine):
    invented = OrganizationFactory(slug="inventat", nature=Nature.FOUNDATION, is_demo=True)
    marked = {}
    for organization in (mine, invented):
        user = editor_of(organization)
        Organization.objects.filter(pk=organization.pk).update(published_at=clock.now(), published_by=user)
        child = write(first_page(organization))
        below = StandardPage(title="Detalii", slug="detalii", locale=child.locale, live=False)
        child.add_child(instance=below)
        for each in (first_page(organization), child, below):
            each.save_revision().publish()
        addresses = [f"/en/{organization.slug}/{path}" for path in ("", "noutati/", "noutati/detalii/")]
        marked[organization.slug] = ["demo-mark" in client.get(address).content.decode() for address in addresses]
    assert marked == {"podul": [False] * 3, "inventat": [True] * 3}


def test_the_workspace_leads_editors_to_their_pages(login, editor):
    with override("en"):
        assert 'href="/cms/"' in login(editor).get("/workspace/organizations/").content.decode()
        assert 'href="/cms/"' not in login(UserFactory()).get("/workspace/organizations/").content.decode()
