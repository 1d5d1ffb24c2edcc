"""Questions that are asked once within a moment, and each time outside of it."""

from types import SimpleNamespace

import pytest

from kernel.asking import asked_once, asking_once

ANN, BEN = SimpleNamespace(pk=1), SimpleNamespace(pk=2)


@pytest.fixture
def question():
    asked = []

    @asked_once
    def name(user):
        asked.append(user.pk)
        return f"person {user.pk}"

    name.asked = asked
    return name


def test_question_is_asked_once_of_each_person_within_the_moment(question):
    with asking_once():
        answers = [question(ANN), question(BEN), question(ANN)]

    assert answers == ["person 1", "person 2", "person 1"]
    assert question.asked == [1, 2]


def test_question_is_asked_each_time_outside_of_a_moment(question):
    question(ANN)
    question(ANN)

    assert question.asked == [1, 1]


def test_answer_is_not_kept_beyond_the_moment_even_when_it_breaks_off(question):
    def broken_off():
        with asking_once():
            question(ANN)
            raise LookupError

    with pytest.raises(LookupError):
        broken_off()
    with asking_once():
        question(ANN)

    assert question.asked == [1, 1]


def test_two_questions_of_one_person_do_not_share_their_answers(question):
    other = asked_once(lambda user: f"other of {user.pk}")
    with asking_once():
        assert (question(ANN), other(ANN)) == ("person 1", "other of 1")


def test_empty_answer_is_not_asked_again(question):
    asked = []
    empty = asked_once(lambda user: asked.append(user.pk))
    with asking_once():
        empty(ANN)
        empty(ANN)

    assert asked == [1]
