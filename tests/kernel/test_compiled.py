"""Questions whose SQL is written once."""

import pytest
from django.db.models import Exists, OuterRef
from django.utils.translation import override

from kernel.compiled import Among, among, compiled
from organizations.models import Membership, Organization
from tests.factories.organizations import MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


def test_compiled_question_answers_as_it_is_now_for_what_is_told():
    asked = []

    @compiled
    def named(*, name, other):
        asked.append(1)
        return Organization.objects.filter(name_ro__in=(name, other)).order_by("name")

    first = OrganizationFactory(name_ro="A", name_en="Z")
    assert named(name="A", other="B") == [first]
    second = OrganizationFactory(name_ro="B", name_en="Y")
    assert named(name="A", other="B") == [second, first]
    assert named(name="B", other="C") == [second]
    with override("ro"):
        assert named(name="A", other="B") == [first, second]
    assert len(asked) == 2  # once for each language


def test_each_shape_of_a_compiled_question_is_kept_apart():
    @compiled
    def of(is_all, *, organization):
        rows = Organization.objects.order_by("pk")
        return rows if is_all else rows.filter(pk=organization)

    first, second = OrganizationFactory(), OrganizationFactory()
    assert of(True, organization=first.pk) == [first, second]
    assert of(False, organization=first.pk) == [first]
    assert of(False, organization=second.pk) == [second]


def test_compiled_question_asks_once_with_what_hangs_on_its_rows(django_assert_num_queries):
    @compiled
    def members(*, organization):
        found = Membership.objects.filter(organization=organization)
        others = Membership.objects.filter(organization=OuterRef("organization")).exclude(user=OuterRef("user"))
        return found.select_related("user").annotate(has_others=Exists(others)).order_by("pk")

    first = MembershipFactory()
    second = MembershipFactory(organization=first.organization)
    alone = MembershipFactory()
    for _ in range(2):
        with django_assert_num_queries(1):
            rows = members(organization=first.organization_id)
            assert [(row.user.email, row.has_others) for row in rows] == [
                (first.user.email, True),
                (second.user.email, True),
            ]
    assert [row.has_others for row in members(organization=alone.organization_id)] == [False]


def test_compiled_question_may_be_about_nothing_and_about_columns():
    @compiled
    def names(is_any, *, organization):
        found = Organization.objects.filter(pk=organization) if is_any else Organization.objects.none()
        return found.values_list("name", flat=True)

    organization = OrganizationFactory(name_en="Z")
    assert names(True, organization=organization.pk) == ["Z"]
    assert names(False, organization=organization.pk) == []


def test_rows_of_a_compiled_question_bring_what_was_wanted_with_them(django_assert_num_queries):
    @compiled
    def with_members(*, organization):
        return Organization.objects.filter(pk=organization).prefetch_related("memberships__user")

    member = MembershipFactory()
    with django_assert_num_queries(3):
        (found,) = with_members(organization=member.organization_id)
        assert [each.user for each in found.memberships.all()] == [member.user]


def test_compiled_question_is_told_any_number_of_keys(django_assert_num_queries):
    asked = []

    @compiled
    def members(*, organizations):
        asked.append(1)
        return Membership.objects.filter(Among("organization", organizations)).order_by("pk")

    rows = [MembershipFactory() for _ in range(3)]
    keys = [each.organization_id for each in rows]
    for told in ([], keys[:1], keys, keys[1:]):
        with django_assert_num_queries(1):
            assert members(organizations=told) == [each for each in rows if each.organization_id in told]
    assert len(asked) == 1


def test_keys_at_hand_and_told_keys_find_the_same():
    first, second = MembershipFactory(), MembershipFactory()

    def either(keys):
        return Membership.objects.filter(among("organization", keys) | among("user", keys)).order_by("pk")

    @compiled
    def told(*, keys):
        return either(keys)

    for keys in ([], [first.organization_id], [second.user_id, first.organization_id]):
        assert told(keys=keys) == list(either(keys))
