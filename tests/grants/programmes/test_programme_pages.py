"""Programmes in the workspace: who sees which, and what a programme manager does."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grants.actions.money.ledger import reverse_entry
from grants.actions.money.refusals import NotKeptHere
from grants.models import FundingLine, Keeping, Programme, ProgrammePartner, ProgrammeStatement, ProgrammeStatus
from grants.queries.money.integrity import misplaced_entries
from organizations.models import Nature, Role
from tests.factories.grants.ledger import post
from tests.factories.grants.programmes import (
    FundingLineFactory,
    PilotFactory,
    ProgrammeDocumentFactory,
    ProgrammeFactory,
    ProgrammePartnerFactory,
    ProgrammeStatementFactory,
    PublishedFigureFactory,
    SourceFactory,
)
from tests.factories.organizations import OrganizationFactory, UserFactory
from tests.grants.people import somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return ProgrammeFactory(status=ProgrammeStatus.PREPARED, title_ru="Проект", title_en="Project")


@pytest.fixture
def manager(programme, login):
    return login(somebody(programme.implementer, Role.PROGRAMME_MANAGER))


def _typed(programme, **changes):
    words = {f"title_{code}": f"Title {code}" for code in ("ro", "ru", "en")}
    keeping = {f"{column}_keeping": "kept" for column in ("planned", "committed", "received", "disbursed", "spent")}
    return {
        "code": "NEW",
        "implementer": programme.implementer_id,
        "starts_on": "2025-01-01",
        "ends_on": "2026-12-31",
        "dates_precision": "day",
        "currency": "EUR",
        "rate_source": "nbm",
        "rate_policy": "day",
        **words,
        **keeping,
        **changes,
    }


def test_two_implementers_do_not_see_each_other(programme, manager):
    other = ProgrammeFactory(title_ro="Al altora")
    page = manager.get("/workspace/programmes/").content.decode()
    assert str(programme) in page
    assert "Al altora" not in page
    for path in ("", "edit/", "funding/", "publish/", "ledger/", "ledger/book/", "moves/start/"):
        assert manager.get(f"/workspace/programmes/{other.pk}/{path}").status_code == 404


def test_donor_viewer_sees_only_what_it_funds(programme, login):
    line = FundingLineFactory(programme=programme)
    named = ProgrammePartnerFactory(organization=line.donor, role="donor").programme
    ProgrammeFactory()
    viewer = somebody(line.donor, Role.VIEWER)
    assert {*Programme.objects.visible_to(viewer)} == {programme, named}
    person = login(viewer)
    assert person.get(programme.get_absolute_url()).status_code == 200
    assert person.get(f"{programme.get_absolute_url()}ledger/").status_code == 200
    for path in ("edit/", "funding/", "publish/", "ledger/book/", "moves/start/", "statements/new/"):
        assert person.get(f"{programme.get_absolute_url()}{path}").status_code == 403
    assert person.get("/workspace/programmes/new/").status_code == 403


def test_programme_page_prints_money_texts_and_parts(programme, manager):
    source = SourceFactory()
    programme.spent_keeping = Keeping.NOT_PUBLISHED
    programme.save()
    FundingLineFactory(programme=programme, amount="1234.50")
    post(programme, amount="99.25")
    ProgrammeStatementFactory(programme=programme, text_en="Reach the villages")
    ProgrammePartnerFactory(programme=programme)
    PublishedFigureFactory(programme=programme, source=source)
    PilotFactory(programme=programme, title_en="The pilot")
    ProgrammeDocumentFactory(programme=programme)
    page = manager.get(programme.get_absolute_url()).content.decode()
    for words in ("1,234.50", "99.25", "not published", "Reach the villages", "€ 2 500", "The pilot", source.title):
        assert words in page


def test_manager_sets_up_a_programme(programme, manager):
    response = manager.post("/workspace/programmes/new/", _typed(programme, sdgs=["9", "16"]))
    made = Programme.objects.get(code="NEW")
    assert response["Location"] == made.get_absolute_url()
    assert (made.status, made.slug, made.sdgs, made.is_published) == ("prepared", "title-en", [9, 16], False)


def test_a_form_with_mistakes_says_them_and_keeps_what_was_typed(programme, manager):
    typed = _typed(programme, ends_on="2024-12-31", title_ru="", spent_keeping="published")
    response = manager.post("/workspace/programmes/new/", typed)
    form = response.context["form"]
    assert set(form.errors) == {"ends_on", "title_ru", "source"}
    assert "Title ro" in response.content.decode()
    assert not Programme.objects.filter(code="NEW").exists()


def test_another_implementer_cannot_be_chosen(programme, manager):
    typed = _typed(programme, implementer=OrganizationFactory(nature=Nature.INTERNATIONAL).pk)
    assert set(manager.post("/workspace/programmes/new/", typed).context["form"].errors) == {"implementer"}


def test_currency_is_not_changed_once_money_has_moved(programme, manager):
    post(programme)
    response = manager.post(f"{programme.get_absolute_url()}edit/", _typed(programme, currency="USD"))
    assert set(response.context["form"].errors) == {"currency"}
    programme.refresh_from_db()
    assert programme.currency == "EUR"


def test_a_column_with_entries_is_kept_as_it_is_until_they_are_reversed(programme, manager):
    there, entry = f"{programme.get_absolute_url()}edit/", post(programme)
    FundingLineFactory(programme=programme)
    typed = _typed(programme, received_keeping="not_published", planned_keeping="not_published")
    response = manager.post(there, typed)
    assert set(response.context["form"].errors) == {"received_keeping", "planned_keeping"}
    assert "the ledger holds entries of it. Reverse each of them first." in response.content.decode()
    programme.refresh_from_db()
    assert (programme.received_keeping, programme.planned_keeping) == ("kept", "kept")
    assert programme.ledger_entries.get() == entry
    programme.funding_lines.all().delete()
    reverse_entry(entry, by=UserFactory(), approved_by=UserFactory(), reason="booked_twice")
    assert manager.post(there, typed).status_code == 302
    programme.refresh_from_db()
    assert (programme.received_keeping, programme.planned_keeping) == ("not_published", "not_published")
    assert (programme.ledger_entries.count(), list(misplaced_entries())) == (2, [])


def test_an_entry_is_refused_when_its_column_changed_after_the_project_was_read(programme):
    Programme.objects.filter(pk=programme.pk).update(received_keeping=Keeping.NOT_PUBLISHED)
    with pytest.raises(NotKeptHere):
        post(programme)


def test_publish_and_withdraw(programme, manager):
    there = programme.get_absolute_url()
    manager.post(f"{there}publish/")
    programme.refresh_from_db()
    assert programme.is_published
    assert [*Programme.objects.published()] == [programme]
    manager.post(f"{there}withdraw/", {"reason": "mistake"})
    programme.refresh_from_db()
    assert not programme.is_published


def test_publish_without_a_title_in_each_language_is_refused(manager, programme):
    programme.title_ru = ""
    programme.save()
    page = manager.post(f"{programme.get_absolute_url()}publish/").content.decode()
    assert "The title is missing in: Russian." in page


def test_withdraw_needs_a_reason(manager, programme):
    manager.post(f"{programme.get_absolute_url()}publish/")
    response = manager.post(f"{programme.get_absolute_url()}withdraw/", {})
    assert set(response.context["form"].errors) == {"reason"}


def test_moves_follow_the_lifecycle(programme, manager):
    there = programme.get_absolute_url()
    assert "Start" in manager.get(there).content.decode()
    manager.post(f"{there}moves/start/")
    assert manager.post(f"{there}moves/start/").status_code == 409
    manager.post(f"{there}moves/complete/")
    programme.refresh_from_db()
    assert programme.status == ProgrammeStatus.COMPLETED


def test_a_programme_with_money_is_not_cancelled(programme, manager):
    post(programme)
    page = manager.post(f"{programme.get_absolute_url()}moves/cancel/")
    assert page.status_code == 409
    assert "it can only be completed" in page.content.decode()


def _plan(*rows):
    data = {"lines-TOTAL_FORMS": len(rows), "lines-INITIAL_FORMS": sum(bool(row.get("pk")) for row in rows)}
    return data | {f"lines-{place}-{name}": value for place, row in enumerate(rows) for name, value in row.items()}


def test_plan_is_kept_line_by_line(programme, manager):
    stays, goes = FundingLineFactory(programme=programme), FundingLineFactory(programme=programme, year=2025)
    donor = stays.donor
    rows = (
        {"pk": stays.pk, "amount": "20,000.00"},
        {"pk": goes.pk, "amount": "10000", "DELETE": "on"},
        {"donor": donor.pk, "year": "2026", "amount": "7500.50", "currency": "USD"},
        {"donor": "", "year": "", "amount": "", "currency": "EUR"},
    )
    response = manager.post(f"{programme.get_absolute_url()}funding/", _plan(*rows))
    assert response.status_code == 302
    assert {*FundingLine.objects.values_list("donor", "year", "amount", "currency")} == {
        (donor.pk, 2024, 20000, "EUR"),
        (donor.pk, 2026, 7500.50, "USD"),
    }


def test_a_refused_line_keeps_the_whole_plan_as_it_was(programme, manager):
    line = FundingLineFactory(programme=programme)
    rows = (
        {"pk": line.pk, "amount": "1.00"},
        {"donor": line.donor.pk, "year": "2031", "amount": "5", "currency": "EUR"},
    )
    response = manager.post(f"{programme.get_absolute_url()}funding/", _plan(*rows))
    assert "The project lasts from 2024 to 2027." in response.content.decode()
    assert FundingLine.objects.get().amount == 10000


def test_a_plan_changed_by_somebody_else_is_not_overwritten(programme, manager):
    seen, other = FundingLineFactory(programme=programme), FundingLineFactory(programme=programme)
    rows = ({"pk": other.pk, "amount": "1.00"}, {"pk": seen.pk, "amount": "2.00"})
    page = manager.post(f"{programme.get_absolute_url()}funding/", _plan(*rows)).content.decode()
    assert "Somebody changed the plan a moment ago." in page
    assert {*FundingLine.objects.values_list("amount", flat=True)} == {10000}


def test_statements_and_partners_are_added_changed_and_removed(programme, manager):
    there = programme.get_absolute_url()
    words = {f"text_{code}": f"Goal {code}" for code in ("ro", "ru", "en")}
    manager.post(f"{there}statements/new/", {"kind": "goal", "position": "1", **words})
    statement = ProgrammeStatement.objects.get()
    twin = manager.post(f"{there}statements/new/", {"kind": "goal", "position": "1", **words})
    assert set(twin.context["form"].errors) == {"position"}
    changed = {"kind": "goal", "position": "2", **words}
    manager.post(f"{there}statements/{statement.pk}/", changed)
    manager.post(f"{there}partners/new/", {"name_ro": "Servicii", "role": "target", "position": "1"})
    nobody = manager.post(f"{there}partners/new/", {"role": "target", "position": "1"})
    assert set(nobody.context["form"].errors) == {"organization"}
    statement.refresh_from_db()
    assert (statement.position, ProgrammePartner.objects.get().name_ro) == (2, "Servicii")
    for path in (f"statements/{statement.pk}", f"partners/{ProgrammePartner.objects.get().pk}"):
        assert manager.get(f"{there}{path}/remove/").status_code == 200
        manager.post(f"{there}{path}/remove/")
    assert not ProgrammeStatement.objects.exists()
    assert not ProgrammePartner.objects.exists()


def test_a_part_of_another_programme_is_not_found(programme, manager):
    other = ProgrammeStatementFactory()
    assert manager.get(f"{programme.get_absolute_url()}statements/{other.pk}/").status_code == 404


def test_the_list_asks_as_often_for_thirty_as_for_one(programme, manager):
    FundingLineFactory(programme=programme)

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert manager.get("/workspace/programmes/").status_code == 200
        return len(captured)

    asked()
    one = asked()
    for _each in range(29):
        FundingLineFactory(programme=ProgrammeFactory(implementer=programme.implementer))
    assert asked() == one


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_given_as_a_file(manager, kind):
    response = manager.get(f"/workspace/programmes/?format={kind}")
    assert response.status_code == 200
    assert b"".join(response.streaming_content)


def test_the_page_says_what_was_done_and_by_whom(programme, manager):
    manager.post(f"{programme.get_absolute_url()}moves/start/")
    page = manager.get(programme.get_absolute_url()).content.decode()
    assert "Project started" in page
