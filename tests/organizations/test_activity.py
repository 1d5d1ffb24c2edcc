"""The record: what is kept of an act, and how it reads."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from kernel import clock
from organizations.actions.activity import record
from organizations.models import Activity
from organizations.queries.activity import Line, folded, of, of_organization
from organizations.registries import sentence_of, tell, told_verbs
from tests import source
from tests.factories.organizations import OrganizationFactory, UserFactory


@pytest.mark.parametrize("floor", ["organizations", "grants", "monitoring"])
def test_every_act_of_the_floor_has_a_sentence(floor):
    verbs = {
        call.args[0].value
        for _path, call in source.calls(source.modules(floor), "record")
        if call.args and isinstance(getattr(call.args[0], "value", None), str)
    }
    assert verbs
    assert verbs <= told_verbs()


def test_a_verb_nobody_told_reads_as_its_words():
    assert sentence_of("bridge_built") == "Bridge built"


def test_a_verb_is_told_once():
    with pytest.raises(ValueError, match="member_invited"):
        tell({"member_invited": "Again"})


def test_of_reads_one_thing_newest_first_in_one_query(db, django_assert_num_queries):
    person, home, other = UserFactory(name="Vera"), OrganizationFactory(), OrganizationFactory()
    record("organization_registered", home, by=person, organization=home)
    record("organization_published", home, by=None, organization=home)
    record("organization_published", other, by=person, organization=other)
    of(home)
    with django_assert_num_queries(1):
        lines = of(home)
    assert [(line.verb, line.actor) for line in lines] == [
        ("organization_published", ""),
        ("organization_registered", "Vera"),
    ]
    assert [line.verb for line in of_organization(other)] == ["organization_published"]


def test_the_record_is_not_rewritten(db):
    home = OrganizationFactory()
    line = record("organization_registered", home, by=None, organization=home)
    for change in (lambda: Activity.objects.filter(pk=line.pk).update(verb="x"), line.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_of_within_an_organization_leaves_out_what_others_did(db):
    person, home, other = UserFactory(), OrganizationFactory(), OrganizationFactory()
    record("organization_registered", home, by=person, organization=home)
    record("organization_published", home, by=person, organization=other)
    assert [line.verb for line in of(home, within=home)] == ["organization_registered"]


def test_repeated_work_of_one_day_is_told_once():
    at = clock.now().replace(hour=12)
    lines = [
        Line(at - timedelta(hours=each), verb, verb, actor, {})
        for each, (verb, actor) in enumerate([("b", "Ana"), ("a", "Ana"), ("a", "Ana"), ("a", "Ion"), ("a", "Ana")])
    ]
    told = [(each.verb, each.actor, each.times, each.at) for each in folded(lines)]
    assert told == [
        ("b", "Ana", 1, lines[0].at),
        ("a", "Ana", 2, lines[1].at),
        ("a", "Ion", 1, lines[3].at),
        ("a", "Ana", 1, lines[4].at),
    ]
