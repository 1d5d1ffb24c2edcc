"""Comments for applicants: read by an officer first, changed with the original kept, cleared one by one or all."""

from datetime import timedelta

import pytest
from django.urls import reverse

from grants.actions.awards.comments import clear_comments
from grants.actions.reviews.conflicts import find_conflict
from grants.models import Application, ApplicationStatus, AwardList, Call, ClearedComment, ConflictNature
from grants.queries.awards.comments import Comments, cleared_comments, comments_of_call, waiting_comments, written_for
from grants.queries.awards.tasks import comments_for
from kernel import clock
from kernel.refusals import NotAllowed, NotNow
from organizations.models import Role
from tests.factories.grants.applications import InReviewFactory, member
from tests.factories.grants.calls import staff
from tests.factories.grants.reviews import CallInReviewFactory, reviewed

FIRST, SECOND, WHOLE = "Aproape de oameni.", "Doamna Ceban nu știe ce scrie.", "Pe scurt: bine."


@pytest.fixture
def call(db):
    return CallInReviewFactory()


@pytest.fixture
def officer(call):
    return staff(call.programme)


@pytest.fixture
def application(call):
    made = InReviewFactory(call=call)
    for words in (FIRST, SECOND):
        review = reviewed(made, 3, 3)
        review.scores.update(comment=words)
        review.comment = WHOLE
        review.save()
    return made


def _reject(application):
    Application.objects.filter(pk=application.pk).update(status=ApplicationStatus.REJECTED)
    application.refresh_from_db()


def _words(application, **changed):
    return {each.key: changed.get(each.original, each.original) for each in written_for(application)}


def test_equal_words_of_two_reviewers_are_one_comment(application):
    assert [each.original for each in written_for(application)] == [FIRST, SECOND, FIRST, SECOND, WHOLE]


def test_the_applicant_reads_what_was_cleared_in_the_words_of_the_officer_and_only_when_decided(
    call, officer, application, login
):
    words = {each.key: each.original if each.original == FIRST else "" for each in written_for(application)}
    clear_comments(application, words, by=officer)
    assert cleared_comments(application) == []
    _reject(application)
    assert cleared_comments(application) == [Comments(each.title, [FIRST]) for each in call.criteria.all()]
    whole = next(each.key for each in written_for(application) if each.criterion is None)
    clear_comments(application, words | {whole: "Bine, pe scurt."}, by=officer)
    page = login(member(application.organization)).get(reverse("grants:feedback", args=[application.reference]))
    assert "Bine, pe scurt." in page.text
    for hidden in (SECOND, WHOLE, *(each.reviewer.name for each in application.assignments.all())):
        assert hidden not in page.text
    assert ClearedComment.objects.get(criterion=None).original == WHOLE


def test_a_changed_comment_is_not_asked_about_again_and_keeps_who_cleared_it(officer, application, call):
    words = _words(application) | {written_for(application)[0].key: "Aproape."}
    kept = clear_comments(application, words, by=officer)
    with clock.at(clock.now() + timedelta(days=1)):
        again = clear_comments(application, words, by=staff(call.programme, Role.PROGRAMME_MANAGER))
    assert [(each.pk, each.cleared_by, each.cleared_at) for each in again] == [
        (each.pk, officer, each.cleared_at) for each in kept
    ]
    assert next(each.text for each in written_for(application)) == "Aproape."
    assert not Application.objects.filter(waiting_comments()).exists()


def test_a_review_that_changed_meanwhile_is_read_again_before_anything_is_left_out(officer, application):
    words = _words(application)
    review = application.assignments.first().review
    review.scores.update(comment="Altceva.")
    with pytest.raises(NotNow, match="read the comments again"):
        clear_comments(application, words, by=officer)
    assert not ClearedComment.objects.exists()


def test_what_a_review_said_that_no_longer_counts_is_not_read_any_more(officer, application):
    clear_comments(application, _words(application), by=officer)
    _reject(application)
    _first, second = application.assignments.order_by("pk")
    Application.objects.filter(pk=application.pk).update(status=ApplicationStatus.IN_REVIEW)
    find_conflict(second, by=officer, nature=ConflictNature.OTHER, note="Sunt rude.")
    _reject(application)
    assert {text for each in cleared_comments(application) for text in each.texts} == {FIRST, WHOLE}


def test_officers_have_a_task_when_letters_are_near_until_all_is_read(call, officer, application):
    assert list(comments_for(officer)) == []
    AwardList.objects.create(call=call, answer_by_on=clock.today(), proposed_by=officer)
    assert [each.url for each in comments_for(officer)] == [reverse("grants:comments_of_call", args=[call.reference])]
    clear_comments(application, _words(application), by=officer)
    assert list(comments_for(officer)) == []
    Call.objects.filter(pk=call.pk).update(status="decided")
    ClearedComment.objects.filter(criterion=None).delete()
    assert len(list(comments_for(officer))) == 1


def test_the_page_clears_what_is_ticked_or_all(call, officer, application, login):
    browser = login(officer)
    listed = reverse("grants:comments_of_call", args=[call.reference])
    url = reverse("grants:comments", args=[application.reference])
    assert [each.waits for each in browser.get(listed).context["rows"]] == [True]
    comments = written_for(application)
    data = {"shown": [each.key for each in comments]} | {f"text_{each.key}": each.original for each in comments}
    answer = browser.post(url, data | {f"clear_{comments[0].key}": "on"})
    assert answer.url == listed
    row = comments_of_call(call)[0]
    assert (row.cleared, row.left_out, row.waits) == (1, 4, False)
    browser.post(url, data | {"all": "1"})
    assert comments_of_call(call)[0].cleared == 5
    emptied = browser.post(url, data | {f"clear_{comments[0].key}": "on", f"text_{comments[0].key}": " "})
    assert "take the tick away" in emptied.text
    stale = browser.post(url, data | {"shown": ["0-abc"]})
    assert "read the comments again" in stale.text


def test_only_staff_who_run_the_call_clear(call, application):
    for person in (member(application.organization), staff(call.programme, Role.MONITORING_OFFICER)):
        with pytest.raises(NotAllowed):
            clear_comments(application, _words(application), by=person)
