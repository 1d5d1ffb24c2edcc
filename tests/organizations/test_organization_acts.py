"""Registering an organisation and deciding what the public sees of it."""

import pytest

from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.organizations import (
    KnownAlready,
    decide_level,
    propose_level,
    publish_organization,
    register_organization,
)
from organizations.models import Activity, Nature, Organization, PublicationLevel, Role
from organizations.queries.memberships import roles_of
from tests.factories.organizations import MembershipFactory, OperatorFactory, OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db
SOUND, UNSOUND = "1008600038413", "1008600038412"


def register(by=None, **more):
    facts = {"names": {"ro": "Asociația „Punți”", "ru": "", "en": ""}, "nature": Nature.ASSOCIATION, **more}
    return register_organization(by=by or UserFactory(), **facts)


def test_register_makes_a_representative():
    person = UserFactory()
    organization = register(by=person, idno=SOUND)
    facts = (organization.name_ro, organization.slug, organization.idno)
    assert facts == ("Asociația „Punți”", "asociatia-punti", SOUND)
    assert roles_of(person) == {organization.pk: frozenset({Role.REPRESENTATIVE})}
    assert not organization.is_published
    assert set(Activity.objects.values_list("verb", flat=True)) == {"organization_registered", "membership_started"}


def test_register_in_one_language_alone():
    organization = register(names={"ro": "", "ru": "Мосты", "en": ""})
    assert (organization.name, organization.slug) == ("Мосты", "organization")
    assert "мосты" in organization.folded


def test_register_without_a_name():
    with pytest.raises(Refusal) as refusal:
        register(names={"ro": "", "ru": "", "en": ""})
    assert set(refusal.value.fields) == {"name_ro"}


@pytest.mark.parametrize("nature", [Nature.PUBLIC_AUTHORITY, Nature.STATE_DONOR, Nature.INTERNATIONAL])
def test_register_is_for_civil_society(nature):
    with pytest.raises(Refusal) as refusal:
        register(nature=nature)
    assert set(refusal.value.fields) == {"nature"}


def test_two_of_one_name_get_two_addresses():
    assert [register().slug, register().slug] == ["asociatia-punti", "asociatia-punti-2"]


@pytest.mark.parametrize("number", ["123", "10086000384131", "100860003841a"])
def test_idno_of_a_wrong_length(number):
    with pytest.raises(Refusal, match="13 digits"):
        register(idno=number)


def test_doubtful_idno_needs_a_reason_which_stays_with_it():
    with pytest.raises(Refusal, match="last digit"):
        register(idno=UNSOUND)
    organization = register(idno=UNSOUND, idno_note="It stands so on the certificate")
    assert Activity.objects.get(verb="organization_registered").facts == {
        "nature": "association",
        "idno_is_doubtful": True,
    }
    assert (organization.idno, organization.idno_note) == (UNSOUND, "It stands so on the certificate")


def test_known_idno_reveals_nothing():
    known = OrganizationFactory(idno=SOUND, name_ro="Taina")
    with pytest.raises(KnownAlready) as refusal:
        register(idno=SOUND)
    assert "Taina" not in str(refusal.value)
    assert "Ask to join" in str(refusal.value)
    assert list(Organization.objects.all()) == [known]


def test_demo_people_register_demo_organizations():
    assert register(by=UserFactory(is_demo=True)).is_demo
    assert not register().is_demo


@pytest.fixture
def head():
    return MembershipFactory().user


@pytest.fixture
def home(head):
    return head.memberships.get().organization


def test_publish_is_a_decision_of_those_who_answer_for_it(home, head):
    with pytest.raises(NotAllowed):
        publish_organization(home, by=MembershipFactory(organization=home, role=Role.MEMBER).user)
    published = publish_organization(home, by=head)
    assert (published.is_published, published.published_by) == (True, head)
    with pytest.raises(NotNow):
        publish_organization(home, by=head)


def test_less_than_everything_takes_two_people(home, head):
    proposal = propose_level(home, by=head, level=PublicationLevel.PLACE_HIDDEN, reason="A shelter.")
    home.refresh_from_db()
    assert home.publication_level == PublicationLevel.FULL
    with pytest.raises(Refusal, match="another person"):
        decide_level(proposal, by=head, is_approved=True)
    second = MembershipFactory(organization=home).user
    decide_level(proposal, by=second, is_approved=True)
    home.refresh_from_db()
    assert (home.publication_level, home.published_by) == (PublicationLevel.PLACE_HIDDEN, second)
    with pytest.raises(NotNow):
        decide_level(proposal, by=second, is_approved=False)


def test_the_operator_can_be_the_second_person(home, head):
    proposal = propose_level(home, by=head, level=PublicationLevel.WITHHELD, reason="People at risk.")
    decide_level(proposal, by=OperatorFactory(), is_approved=True)
    home.refresh_from_db()
    assert not home.is_published
    assert home not in Organization.objects.published()


def test_a_proposal_can_be_taken_back_and_made_again(home, head):
    proposal = propose_level(home, by=head, level=PublicationLevel.WITHHELD, reason="People at risk.")
    with pytest.raises(NotNow, match="proposal already"):
        propose_level(home, by=head, level=PublicationLevel.WITHHELD, reason="Again.")
    decide_level(proposal, by=head, is_approved=False)
    home.refresh_from_db()
    assert home.publication_level == PublicationLevel.FULL
    assert propose_level(home, by=head, level=PublicationLevel.WITHHELD, reason="Again.").pk != proposal.pk


def test_a_proposal_needs_a_reason(home, head):
    with pytest.raises(Refusal) as refusal:
        propose_level(home, by=head, level=PublicationLevel.WITHHELD, reason="  ")
    assert set(refusal.value.fields) == {"reason"}
