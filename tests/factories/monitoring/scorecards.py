"""Scorecards: a story with its people, brought to any step by the same acts that people use."""

from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import factory

from kernel import clock
from monitoring.actions import ballots, commitments, cycles, inputs, meetings, reference_data, replies, snapshots
from monitoring.models import CalendarDay, GroupKind, MethodologyVersion, ScorecardCycle, StaffGroup
from organizations.models import Nature, Role
from tests.factories.grants.programmes import ProgrammeFactory
from tests.factories.organizations import CompetenceFactory, MembershipFactory, OrganizationFactory, UserFactory

CHISINAU = ZoneInfo("Europe/Chisinau")
FIRST, LAST = date(2026, 3, 2), date(2026, 3, 31)
PEOPLE = (3, 6, 4, 1, 1, 0)
STAFF = (0, 1, 4, 6, 1, 0)


def noon(day: date) -> datetime:
    """Twelve o'clock of `day` in Chisinau."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=CHISINAU)


class MethodologyVersionFactory(factory.django.DjangoModelFactory):
    """A version with the default thresholds."""

    class Meta:
        model = MethodologyVersion
        django_get_or_create = ("number",)

    number = 1
    title_ro = "Versiunea 1"
    valid_from = date(2024, 1, 1)


class ScorecardCycleFactory(factory.django.DjangoModelFactory):
    """A planned cycle without criteria."""

    class Meta:
        model = ScorecardCycle

    reference = factory.Sequence(lambda n: f"SCO-2026-{n + 5000:04d}")
    title_ro = factory.Sequence(lambda n: f"Fișa {n}")
    competence = factory.SubFactory(CompetenceFactory)
    facilitator = factory.SubFactory(OrganizationFactory, nature=Nature.NETWORK)
    methodology = factory.SubFactory(MethodologyVersionFactory)
    peer_group = "village"
    collects_from = FIRST
    collects_until = LAST
    planned_by = factory.SubFactory(UserFactory)


class ScorecardStory:
    """A network, an authority, a programme and their people; `until_…` brings the cycle to a step and returns it."""

    def __init__(self) -> None:
        MethodologyVersionFactory()
        if not CalendarDay.objects.exists():
            reference_data.lay_down_calendar()
        public = {"published_at": clock.now(), "published_by": UserFactory()}
        self.competence = CompetenceFactory(
            service_ro="Asistență socială",
            authority__organization__email="hall@example.org",
            **{f"authority__organization__{name}": value for name, value in public.items()},
        )
        self.authority = self.competence.authority.organization
        self.network = OrganizationFactory(nature=Nature.NETWORK, **public)
        self.programme = ProgrammeFactory(implementer=OrganizationFactory(), **public)

    def _member(self, organization, role):
        return MembershipFactory(organization=organization, role=role).user

    @cached_property
    def facilitator(self):
        return self._member(self.network, Role.FACILITATOR)

    @cached_property
    def colleague(self):
        return self._member(self.network, Role.FACILITATOR)

    @cached_property
    def monitor(self):
        return self._member(self.programme.implementer, Role.MONITORING_OFFICER)

    @cached_property
    def officer(self):
        return self._member(self.authority, Role.OFFICER)

    def planned(self, **facts):
        given = {
            "title": {"ro": "Ajutorul social la noi", "en": "Social aid at home"},
            "competence": self.competence,
            "facilitator": self.network,
            "programme": self.programme,
            "collects_from": FIRST,
            "collects_until": LAST,
            **facts,
        }
        with clock.at(noon(FIRST - timedelta(days=10))):
            cycle = cycles.plan_cycle(by=self.facilitator, **given)
            titles = [{"ro": "Ajung la serviciu"}, {"ro": "Sunt ascultat"}, {"ro": "Primesc la timp"}]
            return cycles.write_criteria(cycle, by=self.facilitator, titles=titles)

    def collecting(self):
        with clock.at(noon(FIRST)):
            return cycles.start_collecting(self.planned(), by=self.facilitator)

    def group(self, cycle, *, kind=GroupKind.WOMEN, participants=15, counts=PEOPLE):
        with clock.at(noon(FIRST)):
            group = ballots.record_focus_group(
                cycle,
                by=self.facilitator,
                kind=kind,
                held_on=FIRST,
                place="Căminul cultural",
                participants=participants,
            )
            if counts:
                every = dict.fromkeys(cycle.criteria.values_list("pk", flat=True), counts)
                ballots.record_group_counts(group, by=self.facilitator, counts=every)
        return group

    def staff(self, cycle, counts=STAFF, staff_group=StaffGroup.FRONT_LINE):
        every = dict.fromkeys(cycle.criteria.values_list("pk", flat=True), counts)
        return ballots.record_provider_scores(cycle, staff_group, by=self.facilitator, counts=every)

    def input(self, cycle):
        return inputs.record_input(
            cycle, by=self.facilitator, title={"ro": "Asistenți sociali"}, unit_label={"ro": "posturi"},
            entitled=9, present=4, norm="HG 25/2025", source="Statul de personal, p. 2",
        )  # fmt: skip

    def filled(self):
        cycle = self.collecting()
        self.group(cycle)
        self.group(cycle, kind=GroupKind.MEN, participants=16)
        self.staff(cycle)
        self.input(cycle)
        return cycle

    def frozen(self):
        cycle = self.filled()
        with clock.at(noon(LAST)):
            return cycles.freeze_draft(cycle, by=self.facilitator)

    def in_reply(self):
        cycle = self.frozen()
        with clock.at(noon(date(2026, 4, 1))):
            return replies.ask_for_reply(cycle, by=self.facilitator)

    def reply(self, cycle, *, by=None, on=date(2026, 4, 15), items=None):
        with clock.at(noon(on)):
            return replies.submit_reply(
                cycle, by=by, text="Am citit și mulțumim.", language="ro", office="Primăria", items=items or {}
            )

    def audited(self, cycle):
        for item in cycle.input_items.all():
            inputs.audit_input(item, by=self.monitor, outcome="confirmed")
        return cycle

    def met(self, **facts):
        cycle = self.audited(self.in_reply())
        self.reply(cycle)
        with clock.at(noon(date(2026, 5, 12))):
            return meetings.hold_meeting(
                cycle, by=self.facilitator, held_on=date(2026, 5, 12), place="Primăria", community_count=24,
                authority_count=5, **facts,
            )  # fmt: skip

    def commitment(self, cycle, due_on=date(2026, 7, 1), text="Rampă la intrare"):
        with clock.at(noon(date(2026, 5, 12))):
            return commitments.record_commitment(cycle, by=self.facilitator, text={"ro": text}, due_on=due_on)

    def published(self):
        cycle = self.met()
        self.commitment(cycle)
        with clock.at(noon(date(2026, 5, 20))):
            return snapshots.publish_snapshot(cycle, by=self.monitor)

    def claimed(self):
        promise = self.published().commitments.get()
        with clock.at(noon(date(2026, 6, 20))):
            return commitments.claim_commitment(promise, by=self.officer, note="Rampa e gata.")
