"""Pages of an award list, of the donor's answer to it, and of the award as the applicant sees it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.actions.awards import lists as acts
from grants.actions.awards.answering import accept_award, decline_award, lapse_award
from grants.forms.awards.decision import DonorAnswerForm, DonorObjectsForm, NoObjectionForm
from grants.forms.calls.facts import ReasonForm
from grants.forms.reviews.sheets import DeclineForm
from grants.lifecycles import AWARD, AWARD_LIST
from grants.models import Award, AwardList, NoObjection
from grants.queries.awards.ranking import taken_from
from kernel import clock
from kernel.views import ActPage, DetailPage, MovePage, Scoped
from organizations.queries.activity import of as activity_of


class AwardListPage(DetailPage):
    """A proposed or decided list: what each application gets, and the buttons of the second person."""

    model = AwardList
    template_name = "grants/awards/award_list.html"
    lifecycle = AWARD_LIST

    def get_queryset(self) -> models.QuerySet:
        people = ("proposed_by", "approved_by", "returned_by")
        return super().get_queryset().select_related("call__programme", "meeting", *people)

    def facts(self, thing: AwardList) -> dict[str, Any]:
        rows = list(
            thing.rows.select_related(
                "application__organization", "application__award", "application__call", "application__lot"
            )
        )
        awarded = sum((row.amount for row in rows if row.amount), Decimal(0))
        is_open = thing.status in ("proposed", "awaiting_donor")
        return {
            "rows": rows,
            "awarded": awarded,
            "left": thing.call.envelope - taken_from(thing.call) - (awarded if is_open else Decimal(0)),
            "answer": NoObjection.objects.filter(award_list=thing).select_related("donor", "document").first(),
            "has_lots": any(row.application.lot for row in rows),
            "activities": activity_of(thing.call),
            "is_proposer": thing.proposed_by_id == self.request.user.pk,
        }


class AwardListMove(MovePage):
    """The second person approves."""

    model = AwardList
    lifecycle = AWARD_LIST
    acts = {"approve": acts.approve_award_list}
    texts = {"approve": _("Awards are offered at once, and every applicant is told the decision by e-mail.")}


class AwardListReturn(ActPage):
    """The second person sends the list back."""

    model = AwardList
    permission = "grants.decide_award_list"
    form_class = ReasonForm
    title = _("Send the list back")
    button = _("Send back")

    def subject(self) -> str:
        return str(self.thing.call)

    def act(self, form: ReasonForm) -> AwardList:
        return acts.return_award_list(self.thing, by=self.request.user, reason=form.cleaned_data["reason"])


class DonorAnswered(ActPage):
    """What the pages of the donor's answer share."""

    form_class: ClassVar[type[DonorAnswerForm]]
    model = AwardList
    permission = "grants.record_no_objection"

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("call__programme")

    def subject(self) -> str:
        return str(self.thing.call)

    def get_form(self, data: Any = None, files: Any = None) -> Any:
        programme = self.thing.call.programme
        return self.form_class(
            data,
            files,
            by=self.request.user,
            organization=programme.implementer,
            programme=programme,
            initial={"on": clock.today(), "answer_by_on": clock.today() + timedelta(days=14)},
        )


class AwardListOffer(DonorAnswered):
    """The donor does not object: awards are offered."""

    form_class = NoObjectionForm
    title = _("Record the donor's no-objection")
    intro = _("Grants are offered at once, and every applicant is told.")
    button = _("Record and offer")

    def act(self, form: NoObjectionForm) -> AwardList:
        return acts.record_no_objection(self.thing, by=self.request.user, **form.said())


class AwardListRefuse(DonorAnswered):
    """The donor objects: the list goes back."""

    form_class = DonorObjectsForm
    title = _("Record that the donor objects")
    intro = _("The list goes back with this reason, and another can be proposed. Applicants are not told.")
    button = _("Record and send back")

    def act(self, form: DonorObjectsForm) -> AwardList:
        return acts.record_objection(self.thing, by=self.request.user, **form.said())


class AwardScoped(Scoped):
    """An award, found by the reference of its application or by its own key."""

    model = Award

    def get_queryset(self) -> models.QuerySet:
        return (
            super()
            .get_queryset()
            .select_related("application__call__programme__implementer", "application__organization")
        )

    def find(self) -> Any:
        if "reference" not in self.kwargs:
            return super().find()
        self.kwargs["application__reference"] = self.kwargs["reference"]
        return super().find()

    keys = ("pk", "application__reference")


class AwardPage(AwardScoped, DetailPage):
    """The award: how much, until when to answer, who must act."""

    template_name = "grants/awards/award.html"
    lifecycle = AWARD

    def facts(self, thing: Award) -> dict[str, Any]:
        return {
            "application": thing.application,
            "row": thing.award_list.rows.filter(application=thing.application).first(),
            "activities": activity_of(thing),
            "can_answer": self.request.user.has_perm("grants.answer_award", thing),
        }


class AwardMove(AwardScoped, MovePage):
    """Accept, or record that no answer came."""

    lifecycle = AWARD
    acts = {"accept": accept_award, "lapse": lapse_award}
    texts = {
        "accept": _("You accept in the name of your organisation. The implementer then sends the agreement to sign."),
        "lapse": _("The money is free again for the reserve list."),
    }
    changes = {"accept": _("The page of the call names your organisation among those that get a grant.")}


class AwardDecline(AwardScoped, ActPage):
    """Decline, with the reason."""

    permission = "grants.answer_award"
    form_class = DeclineForm
    title = _("Decline the award")
    button = _("Decline")

    def act(self, form: DeclineForm) -> Award:
        return decline_award(self.thing, by=self.request.user, reason=form.cleaned_data["reason"])
