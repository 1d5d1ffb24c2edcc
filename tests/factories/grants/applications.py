"""Applications: drafts, complete ones, submitted ones."""

from decimal import Decimal

import factory

from grants.models import Answer, Application, ApplicationBudgetLine, ApplicationStatus
from kernel import clock
from organizations.models import Role
from tests.factories.grants.calls import OpenCallFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory, TerritorialUnitFactory, UserFactory


def member(organization, role=Role.REPRESENTATIVE, **facts):
    """A person with `role` in `organization`; `user` or `user__name` say who."""
    return MembershipFactory(organization=organization, role=role, **facts).user


class ApplicationFactory(factory.django.DjangoModelFactory):
    """An empty draft to an open call."""

    class Meta:
        model = Application
        skip_postgeneration_save = True

    call = factory.SubFactory(OpenCallFactory)
    organization = factory.SubFactory(OrganizationFactory)
    reference = factory.Sequence(lambda n: f"APP-2020-{n:04d}")
    created_by = factory.SubFactory(UserFactory)
    saved_by = factory.SelfAttribute("created_by")


class BudgetLineFactory(factory.django.DjangoModelFactory):
    """Two months of work at 5,000, requested."""

    class Meta:
        model = ApplicationBudgetLine

    application = factory.SubFactory(ApplicationFactory)
    order = factory.Sequence(lambda n: n + 1)
    category = "staff"
    description = "Asistent social"
    unit = "lună"
    quantity = Decimal(2)
    unit_price = Decimal("5000.00")


class CompleteDraftFactory(ApplicationFactory):
    """A draft of which nothing is missing: 10,000 requested."""

    title = "Centru de zi"
    summary = "Treizeci de copii au unde merge după școală."
    requested = Decimal("10000.00")

    @factory.post_generation
    def rest(self, create, extracted, **kwargs):
        if not create:
            return
        self.units.add(TerritorialUnitFactory())
        BudgetLineFactory(application=self)
        for section in self.call.sections.all():
            for question in section.questions.all():
                Answer.objects.create(
                    application=self, question=question, value="Un răspuns.", saved_by=self.created_by
                )


class SubmittedFactory(CompleteDraftFactory):
    """Submitted to a call, waiting for its check."""

    status = ApplicationStatus.SUBMITTED
    submitted_at = factory.LazyFunction(clock.now)
    submitted_by = factory.SelfAttribute("created_by")


class InReviewFactory(SubmittedFactory):
    """Found eligible."""

    status = ApplicationStatus.IN_REVIEW
