"""Chapter 1: the invented district, organisations and people. They enter as the operator brings them in."""

from datetime import date

from allauth.account.models import EmailAddress

from config.demo.cast import ALINA, GLEB, ORGANIZATIONS, PEOPLE, DemoOrganization, DemoPerson
from config.demo.story.stage import Stage
from kernel import clock
from organizations.actions.activity import record
from organizations.actions.joining import ask_to_join
from organizations.actions.organizations import register_organization
from organizations.models import (
    Authority,
    AuthorityTier,
    Competence,
    Membership,
    Nature,
    Organization,
    Role,
    TerritorialUnit,
    UnitKind,
    User,
)
from organizations.registries import membership_changed

ENTERED_DAYS_AGO = 420
SERVICE = {
    "service_ro": "Îngrijire la domiciliu și centru de zi",
    "service_ru": "Уход на дому и дневной центр",
    "service_en": "Home care and day centre",
}


def enter(stage: Stage) -> None:
    """Everybody is there, each organisation is published, and the town hall answers for its services."""
    with stage.at(ENTERED_DAYS_AGO):
        place = make_places()
        operator = User.objects.create_user(
            "installation@demo.invalid", name="Răboj (demo)", is_active=False, is_demo=True
        )
        for facts in ORGANIZATIONS:
            stage.organizations[facts.key] = make_organization(facts, place, operator)
        for person in PEOPLE:
            stage.people[person.key] = make_person(person, stage)
        make_authority(stage.organizations["valea"], place)


def make_places() -> TerritorialUnit:
    """An invented district and the town of Valea Exemplului in it."""
    district = TerritorialUnit.objects.create(
        slug="raionul-exemplu",
        kind=UnitKind.DISTRICT,
        name_ro="Raionul Exemplu (demo)",
        name_ru="Район Экземплу (демо)",
        name_en="Exemplu district (demo)",
        is_demo=True,
    )
    return TerritorialUnit.objects.create(
        slug="valea-exemplului",
        kind=UnitKind.LOCALITY,
        parent=district,
        name_ro="Valea Exemplului (demo)",
        name_ru="Валя Эксемплулуй (демо)",
        name_en="Valea Exemplului (demo)",
        is_demo=True,
    )


def make_organization(facts: DemoOrganization, place: TerritorialUnit, operator: User) -> Organization:
    """One invented organisation, published."""
    organization = Organization.objects.create(
        slug=facts.key,
        nature=facts.nature,
        name_ro=facts.name_ro,
        name_ru=facts.name_ru,
        name_en=facts.name_en,
        summary_ro=facts.summary_ro,
        summary_ru=facts.summary_ru,
        summary_en=facts.summary_en,
        unit=place,
        is_demo=True,
        published_at=clock.now(),
        published_by=operator,
    )
    record("organization_registered", organization, by=operator, organization=organization)
    record("organization_published", organization, by=operator, organization=organization)
    return organization


def make_person(facts: DemoPerson, stage: Stage) -> User:
    """One invented person with their roles; they have no password and come in through the role bar.

    Their address is confirmed, as everybody's who signed up: without that they could set up no second factor.
    """
    user = User.objects.create_user(facts.email, name=facts.name, language=facts.language, is_demo=True)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    for role in facts.roles:
        membership = Membership.objects.create(
            user=user, organization=stage.organizations[facts.organization], role=role
        )
        record("membership_started", membership, by=None, organization=membership.organization, role=str(role))
        membership_changed.send(Membership, membership=membership)
    return user


def make_authority(organization: Organization, place: TerritorialUnit) -> Authority:
    """The town hall, and what it answers for."""
    authority = Authority.objects.create(organization=organization, unit=place, tier=AuthorityTier.LOCAL)
    Competence.objects.create(authority=authority, since_on=date(2016, 1, 1), legal_basis="demo", **SERVICE)
    return authority


def newcomers(stage: Stage) -> None:
    """Somebody asks to join Casa Mare, and somebody registered the same association a second time, in Russian."""
    with stage.at(3, 9):
        alina = make_person(ALINA, stage)
        words = "Bună ziua! Sunt Alina, voluntara de la lecțiile de vară. Aș ajuta la scrierea cererii."
        ask_to_join(stage.organizations["casa-mare"], by=alina, role=Role.MEMBER, message=words)
    with stage.at(8, 12):
        gleb = make_person(GLEB, stage)
        names = {"ro": "AO Mare Casa (demo)", "ru": "ОО «Каса Маре» (демо)", "en": ""}
        register_organization(by=gleb, names=names, nature=Nature.ASSOCIATION)
