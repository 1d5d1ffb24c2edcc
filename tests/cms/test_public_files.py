"""Files of public pages: an editor can put nothing before the public that no other door of the house would take."""

import pytest
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from cms.models import Desk
from kernel.uploads import DOCUMENTS
from organizations.actions.memberships import start_membership
from organizations.models import Nature, Role
from tests.corpus import AWKWARD_NAMES, BAD_FILES, bad_file, sent_as
from tests.factories.organizations import OrganizationFactory, UserFactory
from tests.factories.organizations.users import give_second_factor
from tests.kernel.samples import PDF, picture, upload

pytestmark = pytest.mark.django_db
Document, Image = get_document_model(), get_image_model()
DOORS = ("wagtaildocs", "wagtaildocs_multiple", "wagtailimages")


@pytest.fixture
def editor():
    user = UserFactory()
    give_second_factor(user)
    start_membership(OrganizationFactory(nature=Nature.FOUNDATION), user, Role.EDITOR, by=user)
    return user


def send(client, door, file):
    """Send a file as the page of the door does."""
    facts = {"title": "Ghid", "collection": Desk.objects.get().collection_id}
    if door.endswith("multiple"):
        return client.post(reverse("wagtaildocs:add_multiple"), facts | {"files[]": file})
    return client.post(reverse(f"{door}:add"), facts | {"file": file})


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_does_not_become_public(login, editor, door, name):
    answer = send(login(editor), door, bad_file(name))
    assert answer.status_code in {200, 400}
    assert "error" in answer.content.decode()
    assert (Document.objects.count(), Image.objects.count()) == (0, 0)


@pytest.mark.parametrize("door", DOORS)
def test_a_file_over_the_limit_does_not_become_public(login, editor, settings, door):
    settings.UPLOAD_LIMIT_BYTES = 10
    send(login(editor), door, upload("poza.png", picture("PNG")))
    assert (Document.objects.count(), Image.objects.count()) == (0, 0)


def test_sound_files_are_kept(login, editor):
    client = login(editor)
    send(client, "wagtaildocs", upload("ghid.pdf", PDF))
    send(client, "wagtaildocs_multiple", upload("ghid2.pdf", PDF))
    send(client, "wagtailimages", upload("poza.png", picture("PNG")))
    assert (Document.objects.count(), Image.objects.get().width) == (2, 4)


@pytest.mark.parametrize("name", AWKWARD_NAMES)
def test_awkward_names_become_plain_ones(login, editor, name):
    send(login(editor), "wagtaildocs", sent_as(name))
    kept = Document.objects.get().filename
    assert (len(kept) <= 100, kept.isprintable(), set(kept) & set('/\\<>"')) == (True, True, set())


def test_the_kinds_that_the_settings_name_are_those_of_the_house(settings):
    assert set(settings.WAGTAILDOCS_EXTENSIONS) == DOCUMENTS
