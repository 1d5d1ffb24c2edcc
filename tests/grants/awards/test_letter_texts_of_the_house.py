"""The texts of letters with which every call begins, changed by the operator in the administration."""

import pytest
from django.urls import reverse

from grants.actions.awards.letters import lay_down_letters, save_letter_text
from grants.letter_words import default_texts
from grants.models import LetterTemplate, WorkDomain
from tests.factories.grants.calls import OpenCallFactory, staff
from tests.factories.organizations import OperatorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def texts():
    lay_down_letters()
    call = OpenCallFactory()
    own = save_letter_text(call, "rejected", default_texts("rejected"), by=staff(call.programme))
    return LetterTemplate.objects.get(call=None, kind="rejected"), own


def test_operator_changes_the_text_and_a_wrong_placeholder_is_named(login, texts):
    house, own = texts
    browser = login(OperatorFactory())
    address = reverse("admin:grants_lettertemplate_change", args=[house.pk])
    assert "{organization}" in browser.get(address).text
    words = default_texts("rejected")
    assert "{amount}" in browser.post(address, words | {"body_ro": "{amount}"}).text
    house.refresh_from_db()
    assert house.body_ro == words["body_ro"]
    browser.post(address, words | {"subject_ro": "Despre cererea {reference}"})
    house.refresh_from_db()
    own.refresh_from_db()
    assert (house.subject_ro, own.subject_ro) == ("Despre cererea {reference}", words["subject_ro"])


def test_text_of_a_call_is_not_the_operators(login, texts):
    _house, own = texts
    browser = login(OperatorFactory())
    assert browser.get(reverse("admin:grants_lettertemplate_change", args=[own.pk])).status_code == 302
    assert browser.get(reverse("admin:grants_lettertemplate_add")).status_code == 403


def test_field_of_work_in_use_stays(login):
    free, used = [WorkDomain.objects.create(code=code, name_ro=code) for code in ("liber", "folosit")]
    OpenCallFactory().domains.add(used)
    browser = login(OperatorFactory())
    answers = [
        browser.post(reverse("admin:grants_workdomain_delete", args=[each.pk]), {"post": "yes"}).status_code
        for each in (free, used)
    ]
    assert answers == [302, 403]
    assert list(WorkDomain.objects.filter(code__in=["liber", "folosit"])) == [used]
    address = reverse("admin:grants_workdomain_change", args=[used.pk])
    browser.post(
        address, {"code": "altul", "name_ro": "Mediu", "name_ru": "Среда", "name_en": "Environment", "order": 5}
    )
    used.refresh_from_db()
    assert (used.code, used.name_ro) == ("folosit", "Mediu")
