"""The workspace's menu: short for who does little, under headings for who does much, and no line is lost."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from kernel.context import SHORT_MENU, menu_of
from kernel.registries import menu, menu_groups
from tests.factories.grants.calls import staff
from tests.factories.grants.programmes import ProgrammeFactory
from tests.factories.organizations import UserFactory


def groups_of(user, path="/workspace/"):
    request = RequestFactory().get(path)
    request.user = user
    return menu_of(request)


def test_every_line_of_the_menu_belongs_to_a_group_that_is_printed():
    assert {entry.group for entry in menu} == {"", *(group.name for group in menu_groups)}


@pytest.mark.django_db
def test_a_short_menu_has_no_headings():
    (group,) = groups_of(UserFactory())
    assert group.label == ""
    assert 0 < len(group.lines) <= SHORT_MENU


@pytest.mark.django_db
def test_a_long_menu_prints_every_line_once_under_its_heading():
    officer = staff(ProgrammeFactory())
    groups = groups_of(officer, "/workspace/applications/APP-2026-0001/")
    assert [str(group.label) for group in groups] == [
        "",
        "From call to award",
        "Money",
        "Results and figures",
        "Organisation and account",
    ]
    printed = sorted(str(line.label) for group in groups for line in group.lines)
    assert printed == sorted(str(entry.label) for entry in menu if entry.shown_to(officer))
    assert [str(line.label) for group in groups for line in group.lines if line.is_current] == ["Applications"]


def test_a_visitor_has_no_menu():
    assert groups_of(AnonymousUser()) == []
