"""The ranking page says of its line only what the submitted reviews can carry."""

import pytest
from django.urls import reverse

from tests.factories.grants.applications import InReviewFactory
from tests.factories.grants.calls import staff
from tests.factories.grants.reviews import CallInReviewFactory, OpenAssignmentFactory, reviewed

SURE, NO_LINE, OPEN = "The line is sure", "Nothing has points yet", "The line can still move: 1 review is not submitted"


@pytest.mark.parametrize(
    ("submitted", "waiting", "said"),
    [(0, 0, {NO_LINE}), (0, 1, {NO_LINE}), (2, 1, {OPEN}), (2, 0, {SURE})],
)
def test_line_is_called_sure_only_once_all_reviews_are_in(db, login, submitted, waiting, said):
    call = CallInReviewFactory()
    application = InReviewFactory(call=call)
    for _each in range(submitted):
        reviewed(application, 5, 5)
    for _each in range(waiting):
        OpenAssignmentFactory(application=application)
    page = login(staff(call.programme)).get(reverse("grants:ranking", args=[call.reference])).text
    assert {words for words in (SURE, NO_LINE, OPEN) if words in page} == said
