"""Who is told."""

import pytest

from grants.queries.people import staff_of
from organizations.models import Role
from tests.factories.grants.calls import staff
from tests.factories.grants.programmes import ProgrammeFactory

pytestmark = pytest.mark.django_db


def test_staff_holds_one_of_the_roles_at_the_implementer_now():
    programme = ProgrammeFactory()
    second = staff(programme, Role.PROGRAMME_MANAGER, name="Vera")
    first = staff(programme, Role.GRANTS_OFFICER, name="Ana")
    staff(programme, Role.EDITOR)
    staff(ProgrammeFactory(), Role.GRANTS_OFFICER)
    staff(programme, Role.GRANTS_OFFICER, is_active=False)
    assert staff_of(programme, Role.GRANTS_OFFICER, Role.PROGRAMME_MANAGER) == [first, second]


def test_a_project_without_a_stated_implementer_has_no_staff():
    assert staff_of(ProgrammeFactory(implementer=None), Role.GRANTS_OFFICER) == []
