"""Documents of a programme: uploaded by its managers, read by whom they concern, kept when replaced or withdrawn."""

import pytest
from django.urls import reverse

from grants.actions.programmes.documents import add_document, replace_document, withdraw_document
from grants.models import ProgrammeDocument
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.models import Activity, Role
from tests.factories.grants.programmes import FundingLineFactory, ProgrammeFactory
from tests.factories.organizations import DocumentFactory, UserFactory
from tests.grants.people import somebody
from tests.grants.uploads import text_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    facts = {"title_ru": "Проект", "title_en": "Project"}
    return ProgrammeFactory(published_at=clock.now(), published_by=UserFactory(), **facts)


@pytest.fixture
def manager(programme):
    return somebody(programme.implementer, Role.PROGRAMME_MANAGER)


def typed(title="Final report", **changes):
    titles = {f"title_{code}": title for code in ("ro", "ru", "en")}
    return {**titles, "kind": "final_report", "is_public": "on", "file": text_file(), **changes}


def page_of(programme, name="create", *args):
    return reverse(f"grants:programmedocument_{name}", args=[programme.pk, *args])


def made(programme, **facts):
    document = facts.pop("document", None) or DocumentFactory(organization=programme.implementer)
    return ProgrammeDocument(programme=programme, kind="other", title_ro="Raport", document=document, **facts)


def test_a_public_document_stands_in_the_workspace_and_opens_for_everybody(login, client, programme, manager):
    person = login(manager)
    assert person.post(page_of(programme), typed()).status_code == 302
    row = ProgrammeDocument.objects.get()
    assert (row.added_by, row.is_public, row.document.is_attached) == (manager, True, True)
    assert "Final report" in person.get(programme.get_absolute_url()).content.decode()
    assert f'<a href="documents/{row.pk}/">Final report</a>' in client.get(public(programme)).content.decode()
    answer = client.get(f"{public(programme)}documents/{row.pk}/")
    assert "".join(part.decode() for part in answer.streaming_content) == "Statutul asociației\n"
    assert answer["Content-Disposition"].startswith("attachment")


def public(programme):
    return f"/en/programmes/{programme.slug}/"


def test_a_document_that_is_not_public_is_read_by_staff_and_donors_alone(login, client, programme, manager):
    login(manager).post(page_of(programme), typed(is_public=""))
    row = ProgrammeDocument.objects.get()
    assert "Final report" not in client.get(public(programme)).content.decode()
    assert client.get(f"{public(programme)}documents/{row.pk}/").status_code == 404
    donor = somebody(FundingLineFactory(programme=programme).donor, Role.VIEWER)
    for person, may in ((manager, True), (donor, True), (UserFactory(), False)):
        assert person.has_perm("organizations.read_document", row.document) is may


def test_a_replaced_document_stays_in_the_history(login, client, programme, manager):
    old = add_document(made(programme, is_public=True, title_en="Draft of it"), by=manager)
    person = login(manager)
    form = person.get(page_of(programme, "replace", old.pk)).content.decode()
    assert 'value="Draft of it"' in form
    assert person.post(page_of(programme, "replace", old.pk), typed()).status_code == 302
    old.refresh_from_db()
    new = old.replaced_by
    assert [*programme.documents.current()] == [new]
    assert (old.withdrawn_by, new.title_en, Activity.objects.first().verb) == (
        manager,
        "Final report",
        "programme_document_replaced",
    )
    assert "Draft of it" in person.get(programme.get_absolute_url()).content.decode()
    page = client.get(public(programme)).content.decode()
    assert ("Draft of it" in page, "Final report" in page) == (False, True)
    assert client.get(f"{public(programme)}documents/{old.pk}/").status_code == 404
    donor = somebody(FundingLineFactory(programme=programme).donor, Role.VIEWER)
    assert [each.has_perm("organizations.read_document", old.document) for each in (manager, donor)] == [True, False]


def test_a_withdrawn_document_is_shown_to_nobody_outside_and_withdrawn_once(login, client, programme, manager):
    row = add_document(made(programme, is_public=True), by=manager)
    assert login(manager).post(page_of(programme, "withdraw", row.pk)).status_code == 302
    assert client.get(f"{public(programme)}documents/{row.pk}/").status_code == 404
    with pytest.raises(NotNow):
        withdraw_document(row, by=manager)
    with pytest.raises(NotNow):
        replace_document(row, made(programme), by=manager)
    assert [*programme.documents.all()] == [row]


def test_documents_are_kept_by_managers_with_files_of_their_own_house(login, programme, manager):
    officer = somebody(programme.implementer, Role.GRANTS_OFFICER)
    with pytest.raises(NotAllowed):
        add_document(made(programme), by=officer)
    with pytest.raises(Refusal, match="another organisation"):
        add_document(made(programme, document=DocumentFactory()), by=manager)
    response = login(manager).post(page_of(programme), typed(file="", title=""))
    assert set(response.context["form"].errors) >= {"title_ro", "title_ru", "title_en"}
    assert not ProgrammeDocument.objects.exists()


def test_a_mistake_in_the_form_does_not_lose_the_file(login, programme, manager):
    person = login(manager)
    form = person.post(page_of(programme), typed(title="")).context["form"]
    facts = typed(kept=form.data["kept"])
    del facts["file"]
    assert person.post(page_of(programme), facts).status_code == 302
    assert ProgrammeDocument.objects.get().document.filename == "statut.txt"
