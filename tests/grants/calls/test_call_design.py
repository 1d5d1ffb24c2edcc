"""The design of a call: order, copies, missing translations, effort, limits, and the pages on which it is done."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grants.actions.applications.files import attach_file
from grants.actions.calls.copying import copy_parts
from grants.actions.calls.order import move_part, step_part
from grants.actions.calls.parts import save_choices
from grants.effort import Asked, fair_hours, hours_of
from grants.models import Anchor, Call, Choice, Criterion, Question, QuestionKind
from grants.queries.applications.answers import fault
from grants.queries.calls.effort import effort_of
from grants.queries.calls.hurdles import hurdles_of
from grants.queries.calls.timetable import timetable_of
from grants.queries.calls.untranslated import untranslated_of
from grants.queries.calls.versions import content_of
from kernel import clock
from kernel.refusals import Refusal
from organizations.models import Role
from tests.factories.grants.applications import CompleteDraftFactory, member
from tests.factories.grants.calls import (
    AnchorFactory,
    CallFactory,
    ChoiceFactory,
    CriterionFactory,
    QuestionFactory,
    SectionFactory,
    SessionFactory,
    furnish,
    staff,
)
from tests.factories.grants.programmes import ProgrammeFactory

pytestmark = pytest.mark.django_db
KINDS = st.sampled_from([each.value for each in QuestionKind])


@pytest.fixture
def draft():
    call = CallFactory(programme=ProgrammeFactory())
    return call, staff(call.programme)


def labels(call):
    rows = Question.objects.filter(section__call=call).order_by("section__order", "order", "pk")
    return [each.label_ro for each in rows]


def said(call):
    """What a call's form and criteria say, without keys: by section, question and choice."""
    content = content_of(call)
    names = {key: row["label_ro"] for key, row in content["choices"].items()}

    def plain(row):
        dropped = {"section", "question", "criterion", "shown_if"}
        facts = {name: value for name, value in row.items() if name not in dropped}
        return facts | {"after": names.get(str(row.get("shown_if")), "")}

    places = ("sections", "questions", "choices", "criteria", "anchors", "documents", "eligibility")
    return {place: [plain(row) for row in content[place].values()] for place in places}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(form=st.lists(st.lists(st.tuples(KINDS, st.booleans(), st.booleans()), max_size=4), min_size=1, max_size=3))
def test_a_copied_form_equals_its_source(form):
    source, target = CallFactory(), CallFactory()
    by = staff(target.programme)
    source.programme = target.programme
    source.save()
    earlier = None
    for place, questions in enumerate(form, 1):
        section = SectionFactory(call=source, order=place)
        for order, (kind, is_required, is_shown_if) in enumerate(questions, 1):
            after = earlier if is_shown_if else None
            question = QuestionFactory(
                section=section, order=order, kind=kind, is_required=is_required, shown_if=after, help_ru="Помощь"
            )
            if kind in {"choice", "several"}:
                earlier = ChoiceFactory(question=question, order=1, label_ru="Да")
    AnchorFactory(criterion=CriterionFactory(call=source, order=1))
    copy_parts(source, target, by=by, parts=["form", "criteria", "eligibility", "documents"])
    assert said(target) == said(source)


def test_copy_one_section_leaves_what_stands(draft):
    call, by = draft
    source = furnish(CallFactory(programme=call.programme))
    QuestionFactory(section=SectionFactory(call=source, order=2), label_ro="Doar aceasta")
    QuestionFactory(section=SectionFactory(call=call), label_ro="Aceasta era")
    copy_parts(source, call, by=by, parts=["form"], section=source.sections.last())
    assert labels(call) == ["Aceasta era", "Doar aceasta"]
    assert not Criterion.objects.filter(call=call).exists()


def test_copy_from_a_call_that_is_not_seen_or_of_nothing(draft):
    call, by = draft
    with pytest.raises(Refusal, match="may read"):
        copy_parts(CallFactory(), call, by=by, parts=["form"])
    with pytest.raises(Refusal, match="Choose what"):
        copy_parts(CallFactory(programme=call.programme), call, by=by, parts=[])


def test_move_a_question_up_down_and_into_another_section(draft):
    call, by = draft
    first, second = SectionFactory(call=call, order=1), SectionFactory(call=call, order=2)
    one, _two = (QuestionFactory(section=first, label_ro=name) for name in ("1", "2"))
    step_part(one, by=by, down=True)
    assert labels(call) == ["2", "1"]
    one.refresh_from_db()
    step_part(one, by=by, down=True)
    one.refresh_from_db()
    assert one.section == second
    move_part(one, by=by, place=1, section=first)
    assert labels(call) == ["1", "2"]


def test_criteria_are_ordered_within_their_stage(draft, login):
    call, by = draft
    Call.objects.filter(pk=call.pk).update(stages=2)
    places = [(1, 1, "Nevoia"), (2, 1, "Serviciul"), (1, 2, "Ideea")]
    _need, _service, idea = (
        CriterionFactory(call=call, stage=stage, order=order, title_ro=title) for stage, order, title in places
    )
    step_part(idea, by=by, down=False)
    page = login(by).get(reverse("grants:call_design", args=[call.reference, "criteria"])).text
    found = [page.index(title) for title in ("Ideea", "Nevoia", "Serviciul")]
    assert found == sorted(found)


def test_question_stays_behind_the_choice_on_which_it_depends(draft):
    call, by = draft
    section = SectionFactory(call=call)
    choice = ChoiceFactory(question__section=section, question__order=1)
    later = QuestionFactory(section=section, order=2, shown_if=choice)
    with pytest.raises(Refusal, match="stays behind"):
        step_part(later, by=by, down=False)
    later.refresh_from_db()
    assert later.order == 2


def test_untranslated_texts_are_listed_where_they_are_mended(draft):
    call, _by = draft
    question = QuestionFactory(section=SectionFactory(call=call, title_ru="Раздел", title_en="Section"))
    choice = ChoiceFactory(question=question, label_ru="Да")
    found = {(each.text, each.languages) for each in untranslated_of(call)}
    assert (choice.label_ro, ("en",)) in found
    assert (question.label_ro, ("ru", "en")) in found
    assert not any(each.text == "Secțiune" for each in untranslated_of(call))


def test_effort_counts_words_files_and_tables_against_the_grant(draft):
    call, _by = draft
    section = SectionFactory(call=call)
    QuestionFactory(section=section, word_limit=500)
    QuestionFactory(section=section, kind="table", columns_ro="Ce\nCât")
    QuestionFactory(section=section, kind="file")
    effort = effort_of(call)
    assert effort.asked == Asked(3, 500, 1, 1, 0)
    assert effort.hours == Decimal("5.5")
    assert hours_of(Asked(0, 2500, 0, 0, 0)) == 12
    assert (fair_hours(Decimal(960), "EUR"), fair_hours(Decimal(48000), "EUR")) == (4, 50)
    assert effort.is_too_much == (effort.hours > effort.fair)


def test_numbers_and_files_keep_the_limits_of_their_question():
    number = QuestionFactory(kind="number", minimum=Decimal(1), maximum=Decimal(50))
    assert [fault(number, value) is None for value in ("0", "1", "50", "51")] == [False, True, True, False]
    application = CompleteDraftFactory()
    question = QuestionFactory(
        section=application.call.sections.get(), kind="file", most_files=1, file_kinds=["pdf"], is_required=False
    )
    by = member(application.organization)
    with pytest.raises(Refusal, match=r"\.pdf"):
        attach_file(application, SimpleUploadedFile("a.txt", b"text"), by=by, question=question)


def test_two_stages_need_a_deadline_questions_and_criteria_of_the_second(draft):
    call, _by = draft
    furnish(call)
    call.stages = 2
    call.save()
    assert [each.place for each in hurdles_of(call)] == ["facts", "form", "criteria"]
    call.full_deadline_at = call.deadline_at + timedelta(days=30)
    call.save()
    QuestionFactory(section=SectionFactory(call=call, stage=2))
    CriterionFactory(call=call, stage=2)
    assert hurdles_of(call) == []
    SessionFactory(call=call, starts_at=call.deadline_at - timedelta(days=1))
    assert [each.at for each in timetable_of(call)][-2:] == [call.deadline_at, call.full_deadline_at]


def test_choice_is_removed_by_emptying_its_row(draft, login):
    call, by = draft
    choice = ChoiceFactory(question__section__call=call)
    save_choices(choice.question, [{"id": choice.pk, "label_ro": "Da"}, {"label_ro": "Nu"}], by=by)
    other = Choice.objects.get(label_ro="Nu")
    rows = {"choices-TOTAL_FORMS": "2", "choices-INITIAL_FORMS": "2"}
    rows |= {"choices-0-id": choice.pk, "choices-0-label_ro": "", "choices-1-id": other.pk, "choices-1-label_ro": "Nu"}
    facts = {"section": choice.question.section_id, "kind": "choice", "label_ro": "Aveți?", "order": 1}
    page = reverse("grants:call_part", args=[call.reference, "questions", choice.question_id])
    assert login(by).post(page, facts | rows).status_code == 302
    assert list(choice.question.choices.values_list("pk", "label_ro")) == [(other.pk, "Nu")]


def test_pages_of_the_design_open_and_say_what_is_missing(draft, login):
    call, by = draft
    browser = login(by)
    for name in ("lots", "criteria", "eligibility", "documents", "timetable", "limits"):
        assert browser.get(reverse("grants:call_design", args=[call.reference, name])).status_code == 200
    assert browser.get(reverse("grants:call_design", args=[call.reference, "nothing"])).status_code == 404
    page = browser.get(call.get_absolute_url()).content.decode()
    assert "No criterion is written" in page
    assert "On the way to approval" in page


def test_from_an_empty_call_to_a_published_and_amended_one(login):
    programme = ProgrammeFactory()
    officer, manager = login(staff(programme)), login(staff(programme, Role.PROGRAMME_MANAGER))
    source = furnish(CallFactory(programme=programme))
    call = CallFactory(programme=programme, created_by=source.created_by)
    Anchor.objects.create(criterion=source.criteria.first(), points=5, text_ro="Foarte bine")
    copy = reverse("grants:call_copy", args=[call.reference]) + f"?from={source.reference}"
    assert officer.post(copy, {"parts": ["form", "criteria", "eligibility"]}).status_code == 302
    lot = reverse("grants:call_part_add", args=[call.reference, "lots"])
    assert officer.post(lot, {"title_ro": "Nord", "ceiling": "50000", "order": 1}).status_code == 302
    refused = officer.post(lot, {"title_ro": "Sud", "ceiling": "60000", "order": 2})
    assert "10,000.00 more than the call has" in refused.content.decode()
    preview = officer.get(reverse("grants:call_preview", args=[call.reference]) + "?language=ru").content.decode()
    assert labels(call)[0] in preview
    manager.post(reverse("grants:call_move", args=[call.pk, "approve"]))
    officer.post(reverse("grants:call_move", args=[call.pk, "publish"]))
    criterion = call.criteria.first()
    amend = reverse("grants:call_amend", args=[call.reference, "criteria", criterion.pk])
    texts = {"title_ro": criterion.title_ro, "maximum": 5, "weight": "4", "reason": "O greșeală."}
    assert officer.post(amend, texts).status_code == 302
    amendment = Call.objects.get(pk=call.pk).amendments.get()
    page = manager.get(call.get_absolute_url()).content.decode()
    assert "Approve the amendment" in page
    manager.post(reverse("grants:amendment_end", args=[amendment.pk, "approve"]))
    versions = officer.get(reverse("grants:call_versions", args=[call.reference])).content.decode()
    assert "O greșeală." in versions
    assert "<ins>4.00</ins>" in versions
    assert clock.now() < Call.objects.get(pk=call.pk).deadline_at
