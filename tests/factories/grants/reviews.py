"""Assignments, reviews, award lists, awards."""

from datetime import timedelta
from decimal import Decimal

import factory

from grants.models import (
    Assignment,
    Award,
    AwardList,
    CallReviewer,
    CallStatus,
    Conflict,
    Review,
    ReviewStatus,
    Score,
)
from kernel import clock
from tests.factories.grants.applications import InReviewFactory
from tests.factories.grants.calls import CriterionFactory, OpenCallFactory
from tests.factories.organizations import UserFactory


class CallInReviewFactory(OpenCallFactory):
    """A call whose deadline has passed and whose review has begun."""

    status = CallStatus.IN_REVIEW
    deadline_at = factory.LazyFunction(lambda: clock.now() - timedelta(days=5))


def in_two_stages(call):
    """`call` with a second stage whose deadline has passed: two criteria more, of ten points and twice the weight."""
    call.stages, call.full_deadline_at = 2, clock.now() - timedelta(days=1)
    call.save()
    for order in (11, 12):
        CriterionFactory(call=call, stage=2, maximum=10, weight=Decimal(2), order=order)
    return call


class CallReviewerFactory(factory.django.DjangoModelFactory):
    """A person asked to review."""

    class Meta:
        model = CallReviewer

    call = factory.SubFactory(CallInReviewFactory)
    user = factory.SubFactory(UserFactory)
    added_by = factory.SelfAttribute("call.created_by")


class AssignmentFactory(factory.django.DjangoModelFactory):
    """An application in review given to a reviewer of its call, who has declared nothing yet."""

    class Meta:
        model = Assignment

    application = factory.SubFactory(InReviewFactory, call=factory.SubFactory(CallInReviewFactory))
    reviewer = factory.SubFactory(UserFactory)
    assigned_by = factory.SelfAttribute("application.call.created_by")


class OpenAssignmentFactory(AssignmentFactory):
    """Declared: no conflict."""

    conflict = Conflict.NONE
    declared_at = factory.LazyFunction(clock.now)


def reviewed(application, *points, reviewer=None):
    """A submitted review of `application` that gives `points`, one for each criterion of its stage in order."""
    facts = {"reviewer": reviewer} if reviewer else {}
    assignment = OpenAssignmentFactory(application=application, **facts)
    review = Review.objects.create(assignment=assignment, status=ReviewStatus.SUBMITTED, submitted_at=clock.now())
    for criterion, given in zip(application.call.criteria.filter(stage=application.stage), points, strict=True):
        Score.objects.create(review=review, criterion=criterion, points=Decimal(given), comment="Pentru că.")
    return review


class AwardListFactory(factory.django.DjangoModelFactory):
    """A proposed, empty list."""

    class Meta:
        model = AwardList

    call = factory.SubFactory(CallInReviewFactory)
    answer_by_on = factory.LazyFunction(lambda: clock.today() + timedelta(days=14))
    proposed_by = factory.SubFactory(UserFactory)


class AwardFactory(factory.django.DjangoModelFactory):
    """10,000 MDL offered, to be answered within two weeks."""

    class Meta:
        model = Award

    application = factory.SubFactory(
        InReviewFactory, status="awarded", call=factory.SubFactory(CallInReviewFactory, status="decided")
    )
    award_list = factory.SubFactory(AwardListFactory, call=factory.SelfAttribute("..application.call"))
    amount = Decimal("10000.00")
    currency = "MDL"
    due_on = factory.LazyFunction(lambda: clock.today() + timedelta(days=14))
