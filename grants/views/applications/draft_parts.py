"""The steps of an application's form that are more than questions: files, partner, check and submit."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.actions.applications import confirmations as partners
from grants.actions.applications.applying import submit_application
from grants.actions.applications.budgets import choose_budget
from grants.actions.applications.clarifications import answer_clarification
from grants.actions.applications.drafts import choose_text
from grants.actions.applications.files import attach_file, remove_file
from grants.actions.applications.signing import mark_ready, send_back
from grants.forms.applications.signing import ReturnForm
from grants.forms.programmes.partners import AskForm, PaperForm
from grants.forms.reviews.sheets import SubmitForm
from grants.models import (
    Application,
    ApplicationFile,
    ApplicationVersion,
    CopyPurpose,
    PartnerConfirmation,
    Question,
    QuestionKind,
    SetAside,
)
from grants.queries.applications.clarifications import open_round
from grants.queries.applications.confirmations import confirmations_of
from grants.queries.applications.contents import Contents
from grants.queries.applications.form_steps import step_of
from grants.queries.applications.reading import reading_of
from grants.queries.calls.intake import questions_of
from grants.views.applications.drafts import StepPage
from kernel.keys import key_in
from kernel.refusals import NotAllowed, Refusal
from kernel.turns import arrived_at
from kernel.uploads import UploadRefused, clean_name
from kernel.views import ActButton, PersonRequest
from kernel.views.forms import show_refusal
from organizations.queries.profile import applicant_in_short


class FilesStep(StepPage):
    """Required documents, files that questions ask for, and others; each is stored at once."""

    step_name = "files"
    template_name = "grants/applications/draft_files.html"

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        return self.show()

    def show(self) -> HttpResponse:
        """The step with every place for a file."""
        files = list(self.application.files.select_related("document").order_by("attached_at", "pk"))
        asked = [
            each
            for each in questions_of(self.application.call, self.application.stage)
            if each.kind == QuestionKind.FILE
        ]
        earlier = list(self.application.replaced_files.select_related("document", "replaced_by"))
        return self.page(
            requirements=[
                (
                    each,
                    [file for file in files if file.requirement_id == each.pk],
                    [file for file in earlier if file.requirement_id == each.pk],
                )
                for each in self.application.call.required_documents.all()
            ],
            questions=[
                (
                    each,
                    [file for file in files if file.question_id == each.pk],
                    [file for file in earlier if file.question_id == each.pk],
                )
                for each in asked
            ],
            others=[file for file in files if not file.question_id and not file.requirement_id],
            earlier_others=[file for file in earlier if not file.question_id and not file.requirement_id],
        )

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        upload = request.FILES.get("file")
        if upload is None:
            messages.error(request, _("Choose a file first."))
            return redirect(self.here())
        places: dict[str, Any] = {}
        if request.POST.get("requirement"):
            rows = self.application.call.required_documents
            places["requirement"] = get_object_or_404(rows, pk=key_in(request.POST["requirement"]))
        elif request.POST.get("question"):
            asked = Question.objects.filter(section__call=self.application.call)
            places["question"] = get_object_or_404(asked, pk=key_in(request.POST["question"]))
        if request.POST.get("replaces"):
            places = {"replaces": get_object_or_404(self.application.files, pk=key_in(request.POST["replaces"]))}
        name = clean_name(upload.name or "")
        try:
            attach_file(self.application, upload, by=request.user, **places)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except UploadRefused as refusal:
            messages.error(request, str(refusal))
        except Refusal as refusal:
            messages.error(request, f"{name}: {refusal}")
        else:
            messages.success(request, _("%(file)s is stored.") % {"file": name})
        return redirect(self.here())


class PartnerStep(StepPage):
    """The authority that is partner: asked by a signed link, or shown on paper."""

    step_name = "partner"
    template_name = "grants/applications/draft_partner.html"

    def show(self, ask: Any = None, paper: Any = None) -> HttpResponse:
        """The step with what was asked and answered, and both forms."""
        rows = confirmations_of(self.application).select_related("authority__organization", "document")
        return self.page(
            partners=list(rows),
            ask=ask or AskForm(application=self.application, prefix="ask"),
            paper=paper or PaperForm(application=self.application, prefix="paper"),
        )

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        return self.show()

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        is_paper = "paper-authority" in request.POST
        form_class, prefix = (PaperForm, "paper") if is_paper else (AskForm, "ask")
        form = form_class(request.POST, request.FILES, application=self.application, prefix=prefix)
        if form.is_valid():
            try:
                self._act(form.cleaned_data)
            except NotAllowed as refusal:
                raise PermissionDenied(str(refusal)) from refusal
            except Refusal as refusal:
                show_refusal(form, refusal)
            else:
                done = _("The paper is stored.") if is_paper else _("The authority was asked by e-mail.")
                messages.success(request, done)
                return redirect(self.here())
        return self.show(**{prefix: form})

    def _act(self, data: dict[str, Any]) -> None:
        user = self.request.user
        if "file" in data:
            partners.record_paper(self.application, data.pop("authority"), data.pop("file"), by=user, **data)
        else:
            partners.ask_confirmation(self.application, data.pop("authority"), by=user, **data)


class CheckStep(StepPage):
    """Everything on one page, what is missing, and the button."""

    step_name = "check"
    template_name = "grants/applications/draft_check.html"

    def show(self, form: Any = None, return_form: Any = None) -> HttpResponse:
        """The step with the whole application."""
        can_submit = self.request.user.has_perm("grants.submit_application", self.application)
        contents = Contents(self.application)
        return self.page(
            contents,
            form=form or SubmitForm(application=self.application),
            reading=reading_of(self.application, contents),
            can_submit=can_submit,
            is_in_time=self._is_in_time(),
            return_form=return_form or ReturnForm(),
            applicant=applicant_in_short(self.application.organization),
            units=list(self.application.units.all()),
        )

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        return self.show()

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        if "ready" in request.POST:
            return self._mark_ready()
        if "note" in request.POST:
            return self._send_back()
        form = SubmitForm(request.POST, application=self.application)
        form.is_valid()
        try:
            version = self._submit(form.cleaned_data)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refusal as refusal:
            show_refusal(form, refusal)
            response = self.show(form)
            response.status_code = 409
            return response
        messages.success(request, _("The application was submitted. Keep the receipt."))
        return redirect("grants:receipt", reference=version.application.reference)

    def _is_in_time(self) -> bool:
        if self.application.purpose != CopyPurpose.CLARIFICATION:
            return self.application.is_open
        asked = open_round(self.application)
        return asked is not None and asked.is_open

    def _submit(self, data: dict[str, Any]) -> ApplicationVersion:
        user, draft = self.request.user, self.application
        asked = open_round(draft) if draft.purpose == CopyPurpose.CLARIFICATION else None
        said = {"by": user, "is_declared": data["is_declared"], "arrived_at": arrived_at(self.request)}
        if asked is not None:
            return answer_clarification(asked, note=data["remark"], **said)
        return submit_application(draft, note=data.get("remark", ""), **said)

    def _mark_ready(self) -> HttpResponse:
        try:
            mark_ready(self.application, by=self.request.user)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refusal as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(
                self.request, _("The representative was told. You can go on writing until it is submitted.")
            )
        return redirect(self.here())

    def _send_back(self) -> HttpResponse:
        form = ReturnForm(self.request.POST)
        form.is_valid()
        try:
            send_back(self.application, by=self.request.user, note=form.cleaned_data.get("note", ""))
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refusal as refusal:
            show_refusal(form, refusal)
            return self.show(return_form=form)
        messages.success(self.request, _("It was sent back with your note."))
        return redirect(self.here())


class Part(ActButton):
    """A button on something that belongs to a draft of the person's own organisation."""

    step = "files"

    def rows(self) -> Any:
        """The things that the buttons act on."""
        raise NotImplementedError

    def find(self) -> Any:
        mine = Application.with_copies.visible_to(self.request.user)
        return get_object_or_404(self.rows().filter(application__in=mine), pk=self.kwargs["pk"])

    def back(self, thing: Any) -> str:
        return reverse("grants:application_step", args=[thing.application.reference, self.step])


class FileRemove(Part):
    """Take a file out of a draft."""

    done = gettext_lazy("The file was removed.")

    def rows(self) -> Any:
        return ApplicationFile.objects.select_related("application", "document")

    def act(self, thing: ApplicationFile) -> str:
        remove_file(thing, by=self.request.user)
        return self.back(thing)


class PartnerTakeBack(Part):
    """Take back a request that nobody answered."""

    step = "partner"
    done = gettext_lazy("The request was taken back.")

    def rows(self) -> Any:
        return PartnerConfirmation.objects.select_related("application")

    def act(self, thing: PartnerConfirmation) -> str:
        partners.take_back_request(thing, by=self.request.user)
        return self.back(thing)


class AsideChoose(Part):
    """Which of two texts stays."""

    done = gettext_lazy("Your choice is saved.")

    def rows(self) -> Any:
        return SetAside.objects.select_related("application")

    def act(self, thing: SetAside) -> str:
        self.step = step_of(thing)
        choose = choose_budget if thing.key == "budget" else choose_text
        choose(thing, by=self.request.user, take=self.request.POST.get("take") == "1")
        return self.back(thing)
