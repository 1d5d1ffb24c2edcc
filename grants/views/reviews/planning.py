"""Pages on how a call is reviewed: the plan, the proposal that is looked at first, the opening of the names."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from grants.actions.reviews import assignments as acts
from grants.actions.reviews.planning import open_names, plan_review
from grants.forms.reviews.assigning import BalancedForm, PlanForm
from grants.models import Call
from grants.queries.reviews.proposal import ProposedAssignments, proposal_for
from grants.views.reviews.assigning import CallAct
from kernel.keys import key_in
from kernel.refusals import Refusal


class PlanPage(CallAct):
    """By how many, until when, from what difference a further reviewer is asked, blind or not."""

    permission = "grants.change_call"
    title = _("How applications are reviewed")
    button = _("Keep the plan")
    done = _("The plan of the review is kept.")

    def get_form(self, data: Any = None, files: Any = None) -> PlanForm:
        # A copy: the form writes what was typed into it, and the act compares with what stands.
        return PlanForm(data, instance=Call.objects.get(pk=self.thing.pk))

    def act(self, form: PlanForm) -> Call:
        data = dict(form.cleaned_data)
        wanted, due_on = data.pop("reviewers_wanted"), data.pop("review_due_on")
        return plan_review(self.thing, by=self.request.user, wanted=wanted, due_on=due_on, **data)


class NamesOpen(CallAct):
    """Lift the veil of a blind call."""

    permission = "grants.open_names"
    title = _("Open the names")
    intro = _("Every review is in. From now on reviewers and committee read who applied; this is kept in the record.")
    button = _("Open the names")
    done = _("The names are open.")

    def act(self, form: Any) -> Call:
        return open_names(self.thing, by=self.request.user)


class ProposalPage(CallAct):
    """The proposal with its reasons; what is ticked becomes real."""

    template_name = "grants/reviews/proposal.html"
    title = _("Proposal of assignments")
    done = _("The applications were given out; each reviewer was told.")

    def _proposal(self) -> ProposedAssignments:
        asked = BalancedForm(self.request.GET or {"wanted": self.thing.reviewers_wanted})
        wanted = asked.cleaned_data["wanted"] if asked.is_valid() else self.thing.reviewers_wanted
        mine = set(self.thing.applications.open_to(self.request.user).values_list("pk", flat=True))
        return proposal_for(self.thing, wanted=wanted, only=mine)

    def facts(self) -> dict[str, Any]:
        proposal = self._proposal()
        return {"proposal": proposal, "wanted_form": BalancedForm(initial={"wanted": proposal.wanted})}

    def act(self, form: Any) -> Call:
        pairs = []
        for each in self.request.POST.getlist("pair"):
            application, person = (key_in(part) for part in each.partition(":")[::2])
            if not (application and person):
                raise Refusal(_("The proposal has changed meanwhile: look at it again."))
            pairs.append((application, person))
        acts.assign_pairs(self.thing, pairs, by=self.request.user)
        return self.thing
