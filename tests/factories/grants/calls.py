"""Calls, with what they ask and by what they judge."""

from datetime import date, timedelta
from decimal import Decimal

import factory

from grants.models import (
    Anchor,
    Call,
    CallSection,
    CallStatus,
    Choice,
    Criterion,
    EligibilityCriterion,
    InformationSession,
    Lot,
    Question,
    QuestionKind,
    RecipientCeiling,
    RequiredDocument,
)
from kernel import clock
from organizations.models import Role
from tests.factories.grants.programmes import ProgrammeFactory
from tests.factories.organizations import MembershipFactory, UserFactory


def staff(programme, role=Role.GRANTS_OFFICER, **facts):
    """A person with `role` at the implementer of `programme`."""
    return MembershipFactory(organization=programme.implementer, role=role, user=UserFactory(**facts)).user


class CallFactory(factory.django.DjangoModelFactory):
    """A draft: 100,000 MDL, grants of 1,000 to 40,000, deadline in ten days; nothing asked yet."""

    class Meta:
        model = Call
        skip_postgeneration_save = True

    programme = factory.SubFactory(ProgrammeFactory)
    reference = factory.Sequence(lambda n: f"CALL-2020-{n:04d}")
    slug = factory.Sequence(lambda n: f"call-{n}")
    title_ro = factory.Sequence(lambda n: f"Concursul {n}")
    summary_ro = "Servicii mai aproape de oameni."
    deadline_at = factory.LazyFunction(lambda: clock.now() + timedelta(days=10))
    envelope = Decimal("100000.00")
    currency = "MDL"
    min_amount = Decimal("1000.00")
    max_amount = Decimal("40000.00")
    profile_sections = factory.LazyFunction(list)
    created_by = factory.SubFactory(UserFactory)
    changed_by = factory.SelfAttribute("created_by")


class OpenCallFactory(CallFactory):
    """A published call that takes applications: one section, one required text, two criteria, one eligibility."""

    status = CallStatus.PUBLISHED
    approved_at = factory.LazyFunction(clock.now)
    approved_by = factory.SubFactory(UserFactory)
    published_at = factory.LazyFunction(clock.now)
    published_by = factory.SelfAttribute("created_by")

    @factory.post_generation
    def parts(self, create, extracted, **kwargs):
        if not create or extracted is False:
            return
        furnish(self)


class SectionFactory(factory.django.DjangoModelFactory):
    """A section of a form."""

    class Meta:
        model = CallSection

    call = factory.SubFactory(CallFactory)
    title_ro = factory.Sequence(lambda n: f"Secțiunea {n}")


class QuestionFactory(factory.django.DjangoModelFactory):
    """A required long text."""

    class Meta:
        model = Question

    section = factory.SubFactory(SectionFactory)
    kind = QuestionKind.LONG_TEXT
    label_ro = factory.Sequence(lambda n: f"Întrebarea {n}")
    order = factory.Sequence(lambda n: n + 1)


class ChoiceFactory(factory.django.DjangoModelFactory):
    """One choice of a question."""

    class Meta:
        model = Choice

    question = factory.SubFactory(QuestionFactory, kind=QuestionKind.CHOICE)
    label_ro = factory.Sequence(lambda n: f"Varianta {n}")


class CriterionFactory(factory.django.DjangoModelFactory):
    """A criterion of five points and weight one."""

    class Meta:
        model = Criterion

    call = factory.SubFactory(CallFactory)
    title_ro = factory.Sequence(lambda n: f"Criteriul {n}")
    maximum = 5
    weight = Decimal(1)
    order = factory.Sequence(lambda n: n + 1)


class EligibilityCriterionFactory(factory.django.DjangoModelFactory):
    """A statement that must be true."""

    class Meta:
        model = EligibilityCriterion

    call = factory.SubFactory(CallFactory)
    text_ro = "Organizația este înregistrată."


class RequiredDocumentFactory(factory.django.DjangoModelFactory):
    """A document without which nothing is submitted."""

    class Meta:
        model = RequiredDocument

    call = factory.SubFactory(CallFactory)
    title_ro = "Statutul"


def furnish(call):
    """Give the call one section with one required text, two criteria and one eligibility criterion."""
    QuestionFactory(section=SectionFactory(call=call))
    CriterionFactory(call=call, weight=Decimal(2))
    CriterionFactory(call=call)
    EligibilityCriterionFactory(call=call)
    return call


class LotFactory(factory.django.DjangoModelFactory):
    """A lot of 30,000."""

    class Meta:
        model = Lot
        skip_postgeneration_save = True

    call = factory.SubFactory(CallFactory)
    title_ro = factory.Sequence(lambda n: f"Lotul {n}")
    ceiling = Decimal("30000.00")
    order = factory.Sequence(lambda n: n + 1)


class AnchorFactory(factory.django.DjangoModelFactory):
    """What three points mean."""

    class Meta:
        model = Anchor

    criterion = factory.SubFactory(CriterionFactory)
    points = 3
    text_ro = "Descris clar, cu date."


class SessionFactory(factory.django.DjangoModelFactory):
    """A session online, in three days."""

    class Meta:
        model = InformationSession

    call = factory.SubFactory(CallFactory)
    starts_at = factory.LazyFunction(lambda: clock.now() + timedelta(days=3))
    link = "https://example.org/sesiune"


class RecipientCeilingFactory(factory.django.DjangoModelFactory):
    """EUR 60,000 of a project, since 2024."""

    class Meta:
        model = RecipientCeiling

    programme = factory.SubFactory(ProgrammeFactory)
    implementer = factory.SelfAttribute("programme.implementer")
    amount = Decimal("60000.00")
    currency = "EUR"
    valid_from = date(2024, 1, 1)
    source = "Contractul cu donatorul, art. 4"
    set_by = factory.SubFactory(UserFactory)
