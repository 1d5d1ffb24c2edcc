"""Questions about calls, and who follows them."""

import factory

from grants.models import Enquiry, EnquiryStatus, Subscription, Told, digest_of
from kernel import clock
from tests.factories.grants.calls import OpenCallFactory
from tests.factories.organizations import UserFactory


class EnquiryFactory(factory.django.DjangoModelFactory):
    """A question that waits for an answer, by somebody with an account."""

    class Meta:
        model = Enquiry

    call = factory.SubFactory(OpenCallFactory)
    status = EnquiryStatus.WAITING
    text = "Poate aplica o organizație înregistrată anul acesta?"
    asked_by = factory.SubFactory(UserFactory)


class SubscriptionFactory(factory.django.DjangoModelFactory):
    """A confirmed address that hears of all calls at once."""

    class Meta:
        model = Subscription

    email = factory.Sequence(lambda n: f"follower-{n}@example.org")
    email_digest = factory.LazyAttribute(lambda row: digest_of(row.email))
    pace = "at_once"
    confirmed_at = factory.LazyFunction(clock.now)


class ToldFactory(factory.django.DjangoModelFactory):
    """One news that was told to a follower; the line of the record is given."""

    class Meta:
        model = Told

    subscription = factory.SubFactory(SubscriptionFactory)
