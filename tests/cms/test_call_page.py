"""The page of a call, its PDF and its versions: one sheet, printed twice, in three languages; and the test on it."""

import html
import io
import re
from dataclasses import asdict
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.utils import translation
from pypdf import PdfReader

from cms.views.calls.papers import spoken_at
from grants.actions.calls.amending import amend_part
from grants.actions.calls.life import publish_call
from grants.call_papers import document_of
from grants.models import Call, CallStatus, CategoryLimit, QuestionKind
from grants.queries.calls.sheet import sheet_of
from kernel import clock
from organizations.models import Activity, Role
from tests.cms.keeping import KEEPING
from tests.factories.grants import calls as factories
from tests.factories.grants.calls import CallFactory
from tests.factories.grants.reviews import CallInReviewFactory, in_two_stages
from tests.factories.organizations import UserFactory
from tests.grants.people import somebody

pytestmark = pytest.mark.django_db


def full_call():
    """A call with something of everything."""
    call = CallFactory(
        slug="punte",
        status=CallStatus.APPROVED,
        approved_at=clock.now(),
        approved_by=UserFactory(),
        title_ru="Мост",
        title_en="Bridge",
        body_ro="Primul.\n\nAl doilea.",
        questions_until_on=clock.today() + timedelta(days=3),
        decision_planned_on=clock.today() + timedelta(days=50),
        money_days=30,
        cofinancing_percent=10,
        most_per_organization=60000,
        needs_confirmation=True,
        budget_periods=3,
        budget_period_months=4,
        profile_sections=["identity", "bank"],
        is_blind=True,
        hides_place=True,
    )
    CategoryLimit.objects.create(call=call, category="office", percent=7)
    factories.furnish(call)
    section = call.sections.get()
    choice = factories.ChoiceFactory(label_ro="Altceva")
    choice.question.section = section
    choice.question.save()
    factories.ChoiceFactory(question=choice.question, label_ro="Așa")
    facts = {"section": section, "help_ro": "Pe scurt.", "shown_if": choice, "is_required": False}
    factories.QuestionFactory(kind=QuestionKind.SHORT_TEXT, word_limit=40, order=90, **facts)
    factories.QuestionFactory(kind=QuestionKind.MONEY, minimum=10, maximum=2000, section=section, order=91)
    factories.QuestionFactory(kind=QuestionKind.TABLE, columns_ro="Cine\nCând", section=section, order=92)
    factories.QuestionFactory(
        kind=QuestionKind.FILE, most_files=2, most_megabytes=5, file_kinds=["pdf"], section=section, order=93
    )
    factories.RequiredDocumentFactory(call=call, help_ro="Semnat.", is_required=False)
    factories.LotFactory(call=call)
    factories.AnchorFactory(criterion=call.criteria.first())
    factories.SessionFactory(call=call)
    return call


@pytest.fixture
def call():
    row = full_call()
    return publish_call(row, by=somebody(row.programme.implementer, Role.PROGRAMME_MANAGER))


def plain(text):
    """Words as they are read, whatever stands between them."""
    return re.sub(r"[\s\u00a0\u202f]+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text))).strip()


def in_blocks(document):
    """All words of a document."""

    def walk(value):
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from (each for item in value.values() for each in walk(item))
        elif isinstance(value, list | tuple):
            yield from (each for item in value for each in walk(item))

    return plain(" ".join([document.title, *(word for block in document.blocks for word in walk(asdict(block)))]))


@pytest.mark.parametrize("language", ["ro", "ru", "en"])
def test_page_and_paper_say_the_same_in_each_language(call, client, language):
    page = plain(client.get(f"/{language}/calls/punte/").text)
    with translation.override(language):
        sheet = sheet_of(Call.objects.get(pk=call.pk))
        paper = in_blocks(document_of(call, sheet, address="-", made_at=call.published_at))
    texts = [plain(text) for text in sheet.all_texts]
    assert len(texts) > 60
    assert [text for text in texts if text not in page] == []
    assert [text for text in texts if text not in paper] == []


def test_sheet_says_limits_periods_profile_and_what_is_hidden(call, client):
    page = plain(client.get("/en/calls/punte/").text)
    limits = ("Each cost is divided into 3 periods of 4 months.", "at most 7 % of what you ask for.")
    told = (*limits, "who applies, the place")
    assert [words for words in told if words not in page] == []


def test_each_criterion_of_a_call_in_two_stages_is_named_with_its_stage(db):
    call = in_two_stages(CallInReviewFactory())
    factories.CriterionFactory(call=call)
    titles = [each.title for each in sheet_of(call).criteria]
    stages = [each.stage for each in call.criteria.order_by("stage", "order", "pk")]
    named = {1: "Concept note: ", 2: "Full application: "}
    assert titles
    assert all(title.startswith(named[stage]) for title, stage in zip(titles, stages, strict=True))


def test_pdf_is_whole_and_in_the_language_of_its_address(call, client):
    for language, title in (("ro", call.title_ro), ("ru", "Мост"), ("en", "Bridge")):
        response = client.get(f"/{language}/calls/punte/call.pdf")
        assert response["Content-Type"] == "application/pdf"
        read = PdfReader(io.BytesIO(response.content))
        assert (read.metadata.title, read.trailer["/Root"]["/Lang"]) == (title, language)


def test_page_says_at_a_glance_how_much_is_asked(call, client):
    page = plain(client.get("/en/calls/punte/").text)
    assert "6 questions, about 340 words, 2 files, 1 table" in page
    assert "about 5 hours of work" in page


def test_paper_carries_the_moment_of_the_last_change(call):
    assert spoken_at(call) == call.versions.get().changed_at
    manager = somebody(call.programme.implementer, Role.PROGRAMME_MANAGER)
    later = clock.now() + timedelta(days=2)
    with clock.at(later):
        amend_part(call, {"summary_en": "Closer still."}, reason="Mai limpede.", by=manager)
    assert spoken_at(call) == later


def test_changes_are_told_with_the_reason_and_without_names(call, client):
    assert "changes/" not in client.get("/en/calls/punte/").text
    manager = somebody(call.programme.implementer, Role.PROGRAMME_MANAGER, name="Ana Rusu")
    amend_part(call, {"summary_en": "Closer still."}, reason="Mai limpede.", by=manager)
    assert "This is version 2" in client.get("/en/calls/punte/").text
    page = plain(client.get("/en/calls/punte/changes/").text)
    assert "Mai limpede." in page
    assert "Closer still." in page
    assert "Ana Rusu" not in page


def test_a_change_shows_at_once_on_the_kept_page_and_paper(call, client, settings):
    settings.CACHES = KEEPING
    caches["pages"].clear()
    manager = somebody(call.programme.implementer, Role.PROGRAMME_MANAGER)
    before = client.get("/ro/calls/punte/call.pdf").content
    assert "Mai aproape." not in client.get("/ro/calls/punte/").text
    amend_part(call, {"summary_ro": "Mai aproape."}, reason="Mai limpede.", by=manager)
    assert "Mai aproape." in client.get("/ro/calls/punte/").text
    assert client.get("/ro/calls/punte/call.pdf").content != before


def test_page_with_thirty_questions_stays_light(client):
    row = full_call()
    section = row.sections.first()
    for number in range(30):
        factories.QuestionFactory(
            section=section, label_ro="Ce se schimbă? " * 15, help_ro="Ajutor. " * 30, order=number
        )
    publish_call(row, by=somebody(row.programme.implementer, Role.PROGRAMME_MANAGER))
    assert len(client.get("/ro/calls/punte/").content) < 60_000


def answers(**given):
    return {"nature": "association", "amount": "5000", "share": "10", "organization": "0", **given}


def test_quiz_needs_no_account_and_keeps_nothing(call, client):
    criterion = call.eligibility_criteria.get()
    rows = Activity.objects.count()
    page = client.get("/en/calls/punte/quiz/")
    assert page.status_code == 200
    told = client.post("/en/calls/punte/quiz/", answers(**{f"criterion_{criterion.pk}": "yes"}))
    assert "Perhaps: something is open" in told.text
    assert told["Cache-Control"] == "no-store"
    assert "Apply" in told.text
    assert Activity.objects.count() == rows


def test_quiz_that_ends_in_no_offers_other_calls_and_no_button(call, client):
    criterion = call.eligibility_criteria.get()
    told = plain(client.post("/en/calls/punte/quiz/", answers(**{f"criterion_{criterion.pk}": "no"})).text)
    assert "As it stands, no" in told
    assert "Other open calls that may fit" in told
    assert " Apply " not in told


def test_quiz_says_what_was_forgotten(call, client):
    told = client.post("/en/calls/punte/quiz/", answers(amount="x"))
    assert 'role="alert"' in told.text
