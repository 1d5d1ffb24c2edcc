"""Files of an application: replaced with their history kept, and named for the committee by what they are."""

import pytest

from grants.actions.applications.files import attach_file, remove_file
from grants.models import QuestionKind
from grants.naming import committee_name, committee_names, plain_part
from kernel.refusals import Refusal
from organizations.models import Role
from tests.factories.grants.applications import ApplicationFactory, member
from tests.factories.grants.calls import QuestionFactory, RequiredDocumentFactory
from tests.grants.uploads import text_file


@pytest.fixture
def draft(db):
    return ApplicationFactory(reference="APP-2026-0042", organization__name_ro="Asociația „Casa Mare” (demo)")


@pytest.fixture
def elena(draft):
    return member(draft.organization)


def test_replacing_keeps_place_and_history(draft, elena):
    question = QuestionFactory(section=draft.call.sections.get(), kind=QuestionKind.FILE)
    vera = member(draft.organization, Role.MEMBER)
    first = attach_file(draft, text_file("a.txt"), by=elena, question=question)
    second = attach_file(draft, text_file("b.txt"), by=vera, replaces=first)
    assert second.question == question
    assert list(draft.files.all()) == [second]
    remove_file(second, by=elena)
    history = [(each.document.filename, each.attached_by, each.replaced_by) for each in draft.replaced_files.all()]
    assert set(history) == {("a.txt", elena, vera), ("b.txt", vera, elena)}


def test_a_file_of_another_application_is_not_replaced(draft, elena):
    other = ApplicationFactory(organization=draft.organization)
    stranger = attach_file(other, text_file("a.txt"), by=elena)
    with pytest.raises(Refusal, match="another application"):
        attach_file(draft, text_file("b.txt"), by=elena, replaces=stranger)


def test_committee_name_says_what_it_is_and_never_what_the_sender_called_it(draft, elena):
    wanted = RequiredDocumentFactory(call=draft.call, title_ro="Statutul organizației")
    file = attach_file(draft, text_file("../../Elena Munteanu \u202egpj.txt"), by=elena, requirement=wanted)
    assert committee_name(file) == "APP-2026-0042_StatutulOrganizatiei_CasaMare.txt"
    assert committee_name(file, blind=True) == "APP-2026-0042_StatutulOrganizatiei.txt"


def test_no_two_files_get_one_name(draft, elena):
    files = [attach_file(draft, text_file(f"{name}.txt"), by=elena) for name in ("a", "b", "c")]
    assert list(committee_names(files, blind=True).values()) == [
        "APP-2026-0042_Alt-fisier.txt",
        "APP-2026-0042_Alt-fisier_2.txt",
        "APP-2026-0042_Alt-fisier_3.txt",
    ]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Fereastra Deschisă", "FereastraDeschisa"),
        ("Шаг за шагом", "SagZaSagom"),
        ("  §§ ", ""),
        ("cuvânt " * 20, "CuvantCuvantCuvantCuvantCuvantCuvantCuva"),
    ],
)
def test_parts_of_a_name_are_plain_letters(text, part):
    assert plain_part(text) == part
