"""The form of an application in steps; each saves itself, and works without JavaScript by its button."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from grants.actions.applications.drafts import Saved, save_draft
from grants.actions.applications.presence import note_presence
from grants.forms.applications.drafts import AnswersForm, DraftForm, FactsForm
from grants.models import Application, ApplicationStatus, CopyPurpose, QuestionKind
from grants.queries.applications.answers import values_of
from grants.queries.applications.completeness import completeness_of
from grants.queries.applications.contents import Contents
from grants.queries.applications.earlier import earlier_of
from grants.queries.applications.form_steps import asides_of, progress_words, steps_of
from grants.queries.applications.presence import others_here
from grants.queries.applications.signing import signing_of
from grants.queries.applications.standing import counting_sentence, standing_of
from grants.queries.calls.intake import questions_of
from kernel.keys import key_in
from kernel.refusals import NotAllowed, Refusal
from kernel.views import PersonRequest, Scoped
from kernel.views.forms import show_refusal


class StepPage(Scoped, View):
    """What every step shares: the draft in the person's scope, the steps beside it, and the texts set aside."""

    model = Application
    permission = "grants.write_application"
    step_name = ""
    template_name = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.application: Application = self.find()
        self.demand(self.application)
        if self.application.status != ApplicationStatus.DRAFT and request.method == "GET":
            return redirect(self.application)
        if request.method == "POST" and self.is_quiet and self.application.status == ApplicationStatus.DRAFT:
            note_presence(self.application, self.name, by=self.request.user)
            if "ping" in request.POST:
                return self.pong()
        return super().dispatch(request, *args, **kwargs)

    def pong(self) -> HttpResponse:
        """What a page that is open learns without saving: who else is there, and whether somebody saved meanwhile."""
        application = self.application
        since, newer = key_in(self.request.POST.get("since")), ""
        stamp = int(application.saved_at.timestamp())
        if since is not None and stamp > since and application.saved_by_id != self.request.user.pk:
            at = timezone.localtime(application.saved_at)
            newer = _("%(person)s saved this application at %(time)s: load the page again to see it.") % {
                "person": application.saved_by,
                "time": f"{at:%H:%M}",
            }
        here = others_here(application, self.name, besides=self.request.user)
        return JsonResponse({"here": " ".join(here), "newer": newer})

    def get_queryset(self) -> Any:
        rows = Application.with_copies.visible_to(self.request.user)
        return rows.select_related("call__programme", "organization", "saved_by", "revises", "ready_by")

    @property
    def name(self) -> str:
        """The name of the step in the address."""
        return self.step_name or self.kwargs["step"]

    def page(self, contents: Contents | None = None, **context: Any) -> HttpResponse:
        """The step with what stands beside it; what `contents` has read already is not read again."""
        contents = contents or Contents(self.application)
        completeness = completeness_of(self.application, contents)
        steps = steps_of(self.application, completeness, self.name)
        here = next((place for place, step in enumerate(steps) if step.is_here), None)
        if here is None:
            raise Http404
        following = steps[here + 1].url if here + 1 < len(steps) else ""
        shared = {
            "object": self.application,
            "application": self.application,
            "steps": steps,
            "step": steps[here],
            "next_url": following,
            "completeness": completeness,
            "gaps": [gap for gap in completeness.gaps if gap.step == self.name != "check"],
            "asides": asides_of(contents, self.name),
            "signing": signing_of(self.application),
            "others": others_here(self.application, self.name, besides=self.request.user),
        }
        if self.application.revises_id:
            shared |= self.beside_what_counts()
        return render(self.request, self.template_name, {**shared, **context})

    def beside_what_counts(self) -> dict[str, Any]:
        """For a working copy: which version counts meanwhile, and what is asked."""
        standing = standing_of(self.application)
        asked = standing.asked if self.application.purpose == CopyPurpose.CLARIFICATION else None
        return {"standing": standing, "asked": asked, "counting": counting_sentence(self.application, standing)}

    @property
    def is_quiet(self) -> bool:
        """Whether the page saves itself and wants an answer for its script, not a page."""
        return self.request.headers.get("Accept", "").startswith("application/json")

    def answer(self, saved: Saved, fields: dict[str, str] | None = None) -> JsonResponse:
        """What the page's script needs: when it was saved, new tokens, who wrote at the same time, what is left."""
        at = timezone.localtime(saved.at)
        # Read anew: what was saved a moment ago counts.
        completeness = completeness_of(self.get_queryset().get(pk=self.application.pk))
        return JsonResponse(
            {
                "saved_at": f"{at:%H:%M}",
                "fields": fields if fields is not None else {f"base-{key}": mark for key, mark in saved.tokens.items()},
                "message": " ".join(clash_words(saved)),
                "progress": progress_words(self.application, completeness, self.name),
            }
        )

    def here(self) -> str:
        """The address of this step."""
        return reverse("grants:application_step", args=[self.application.reference, self.name])

    def go_on(self) -> HttpResponse:
        """To the next step when its button was pressed, otherwise to this one again."""
        wanted = self.request.POST.get("then", "")
        known = [step.url for step in steps_of(self.application, None, self.name)]
        return redirect(wanted if wanted in known else self.here())


class DraftStep(StepPage):
    """Facts and sections of questions."""

    template_name = "grants/applications/draft_step.html"

    def get_form(self, data: Any = None) -> DraftForm:
        """The form of the step; 404 for a section that the call has not."""
        if self.name == "facts":
            return FactsForm(data, application=self.application)
        key = key_in(self.name.removeprefix("section-"))
        section = self.application.call.sections.filter(pk=key, stage=self.application.stage).first() if key else None
        if section is None:
            raise Http404
        questions = [
            each
            for each in questions_of(self.application.call, self.application.stage)
            if each.section_id == section.pk
        ]
        self.has_files = any(each.kind == QuestionKind.FILE for each in questions)
        values = values_of(self.application)
        return AnswersForm(data, application=self.application, questions=questions, values=values)

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        has_earlier = self.name == "facts" and earlier_of(self.application).exists()
        return self.page(form=form, has_files=getattr(self, "has_files", False), has_earlier=has_earlier)

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        form = self.get_form(request.POST)
        is_quiet = self.is_quiet
        if not form.is_valid():
            return self._errors(form) if is_quiet else self.page(form=form)
        try:
            saved = save_draft(self.application, form.entries(), by=request.user)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refusal as refusal:
            if is_quiet:
                return JsonResponse({"message": str(refusal)}, status=409)
            show_refusal(form, refusal)
            return self.page(form=form)
        if is_quiet:
            return self.answer(saved)
        say_clashes(request, saved)
        return self.go_on()

    @staticmethod
    def _errors(form: DraftForm) -> JsonResponse:
        return JsonResponse({"errors": form.errors}, status=400)


def clash_words(saved: Saved) -> list[str]:
    """A sentence for each clash: who saved meanwhile, and that both texts are kept."""
    return [
        _("%(person)s saved this part at %(time)s while you wrote: both texts are kept, choose one on this page.")
        % {"person": clash.by, "time": f"{timezone.localtime(clash.at):%H:%M}" if clash.at else ""}
        for clash in saved.clashes
    ]


def say_clashes(request: HttpRequest, saved: Saved) -> None:
    """Tell what the save came to."""
    for words in clash_words(saved):
        messages.warning(request, words)
    if not saved.clashes:
        messages.success(request, _("Saved."))
