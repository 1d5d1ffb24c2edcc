"""Pages without login: an authority answers through a signed link, anyone checks a receipt."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views import View

from grants.actions.applications.confirmations import answer_confirmation, read_link
from grants.forms.programmes.partners import AnswerForm
from grants.models import ConfirmationStatus, PartnerConfirmation
from grants.queries.applications.versions import match_of, proof_of
from grants.receipts import normalize_code
from kernel.refusals import Refusal
from kernel.views.forms import show_refusal


class ConfirmPage(View):
    """What an authority is asked, and its answer; the link is the only key."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        try:
            confirmation = read_link(token)
        except Refusal as refusal:
            return self._closed(refusal)
        return self._page(confirmation, AnswerForm())

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        form = AnswerForm(request.POST)
        try:
            confirmation = read_link(token)
        except Refusal as refusal:
            return self._closed(refusal)
        if form.is_valid():
            data = form.cleaned_data
            try:
                answer_confirmation(
                    confirmation,
                    person_name=data["person_name"],
                    is_confirmed=data["answer"] == "confirm",
                    note=data["note"],
                )
            except Refusal as refusal:
                show_refusal(form, refusal)
            else:
                return redirect("grants_public:confirm", token=token)
        return self._page(confirmation, form)

    def _page(self, confirmation: PartnerConfirmation, form: AnswerForm) -> HttpResponse:
        context: dict[str, Any] = {
            "confirmation": confirmation,
            "application": confirmation.application,
            "is_waiting": confirmation.status == ConfirmationStatus.ASKED,
            "form": form,
        }
        return render(self.request, "grants/applications/confirm.html", context)

    def _closed(self, refusal: Refusal) -> HttpResponse:
        return render(self.request, "grants/applications/confirm.html", {"refusal": refusal}, status=410)


class ReceiptCheck(View):
    """Whether content with a digest came in, when, and which version counts: nothing more, and nothing about whom.

    `?sha256=` is compared with the content and its files; a file itself is never sent here.

    `?language=` keeps the language of the page that led here, because a receipt prints one address for all languages.
    """

    def get(self, request: HttpRequest, code: str = "") -> HttpResponse:
        typed, language = request.GET.get("code", "").strip(), request.GET.get("language", "")
        if language in dict(settings.LANGUAGES):
            translation.activate(language)
        if typed and not code:
            wanted = normalize_code(typed)
            if "/" not in wanted:
                query = {"language": language} if language else None
                return redirect(reverse("grants_public:receipt", args=[wanted[:40]], query=query))
        proof = proof_of(code) if code else None
        compared = request.GET.get("sha256", "").strip()[:200]
        context = {
            "code": code,
            "proof": proof,
            "is_unknown": bool(code) and proof is None,
            "language": language,
            "compared": compared,
            "match": match_of(proof, compared) if proof and compared else "",
        }
        return render(
            request, "grants/applications/receipt_check.html", context, status=404 if context["is_unknown"] else 200
        )
