"""Pages of questions about calls: the list, one question with what may tell who asked, and the two ways to answer."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.actions.calls import enquiries as acts
from grants.filters.enquiries import EnquiryFilters
from grants.forms.calls.public import PrivateAnswerForm, PublicAnswerForm
from grants.identifying import parts, traces
from grants.lifecycles import ENQUIRY
from grants.models import Enquiry
from grants.queries.calls.enquiries import telling_names
from grants.tables.enquiries import EnquiryTable
from kernel.views import ActPage, DetailPage, ListPage, MovePage


class EnquiryList(ListPage):
    """What was asked about the calls that this person runs, and what they asked themselves."""

    model = Enquiry
    table_class = EnquiryTable
    filterset_class = EnquiryFilters
    title = _("Questions about calls")
    intro = _("Nobody but you and your colleagues reads a question before it is answered for everyone.")
    select_related = ("call__programme",)


class EnquiryPage(DetailPage):
    """One question; those who answer it see what in it may tell who asked."""

    model = Enquiry
    template_name = "grants/calls/enquiry.html"
    lifecycle = ENQUIRY

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("call__programme", "asked_by", "answered_by")

    def facts(self, thing: Enquiry) -> dict[str, Any]:
        is_staff = self.request.user.has_perm("grants.answer_enquiry", thing)
        found = traces(thing.text, telling_names(thing)) if is_staff else []
        return {"is_staff": is_staff, "parts": parts(thing.text, found), "has_traces": bool(found)}


class EnquiryAnswer(ActPage):
    """Answer the person alone."""

    model = Enquiry
    permission = "grants.answer_enquiry"
    form_class = PrivateAnswerForm
    template_name = "grants/calls/enquiry_answer.html"
    title = _("Answer the person alone")
    intro = _("For what concerns this organisation only. What would help others is better answered for everyone.")
    button = _("Send the answer")
    done = _("The answer was sent.")

    def act(self, form: PrivateAnswerForm) -> Enquiry:
        return acts.answer_enquiry(self.thing, by=self.request.user, answer=form.cleaned_data["answer"])


class EnquiryPublish(ActPage):
    """Answer for everyone."""

    model = Enquiry
    permission = "grants.answer_enquiry"
    form_class = PublicAnswerForm
    template_name = "grants/calls/enquiry_answer.html"
    title = _("Answer for everyone")
    intro = _(
        "Write the question so that it names nobody. A language that you leave out shows the words of another one, "
        "and says so."
    )
    button = _("Publish the answer")
    done = _("The answer is published; who asked, who has begun and who follows are told.")
    change = _("The page of the call shows question and answer.")

    def get_initial(self) -> dict[str, Any]:
        return {f"question_{self.thing.language}": self.thing.text}

    def act(self, form: PublicAnswerForm) -> Enquiry:
        return acts.publish_answer(
            self.thing,
            by=self.request.user,
            question=form.words("question"),
            answer=form.words("answer"),
            is_checked=form.cleaned_data["is_checked"],
        )

    def public_thing(self, done: Enquiry) -> Any:
        return done.call


class EnquiryMove(MovePage):
    """Set aside what is no question about the call."""

    model = Enquiry
    lifecycle = ENQUIRY
    acts = {"set_aside": acts.set_aside_enquiry}
    texts = {"set_aside": _("Nobody is told. Use this for advertisements and mistakes, not for hard questions.")}
