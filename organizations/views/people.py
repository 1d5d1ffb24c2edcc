"""My account: name and language, ways to log in, my data, and the wish to be erased."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from kernel import clock
from kernel.refusals import Refusal
from kernel.views import ActPage, FormPage, PersonRequest
from organizations.actions.people import ask_erasure, withdraw_erasure
from organizations.again import again
from organizations.forms.accounts import PersonForm
from organizations.models import User
from organizations.queries.people import everything_about
from organizations.second_factor import has_second_factor


class Account(FormPage):
    """Name and language, with the way to everything else about the account."""

    form_class = PersonForm
    template_name = "organizations/account.html"
    title = gettext_lazy("My account")

    def find(self) -> User:
        """Oneself."""
        return self.request.user

    def facts(self) -> dict[str, Any]:
        """Whether a second factor stands."""
        return {"has_second_factor": has_second_factor(self.request.user)}

    def back_url(self) -> str:
        """Nowhere: the page is its own place."""
        return ""

    def success_url(self, done: User) -> str:
        """Here again."""
        return reverse("organizations:account")


@again
class MyData(View):
    """Everything that the house holds of the person, as a JSON file."""

    def get(self, request: PersonRequest) -> HttpResponse:
        response = JsonResponse(everything_about(request.user), json_dumps_params={"ensure_ascii": False, "indent": 1})
        response["Content-Disposition"] = f'attachment; filename="my-data-{clock.today():%Y-%m-%d}.json"'
        response["Cache-Control"] = "private, no-store"
        return response


@again
class AskErasure(ActPage):
    """The wish to be erased, and what follows from it."""

    title = gettext_lazy("Ask to be erased")
    intro = gettext_lazy(
        "Your name, address, password and second factors will be emptied, your roles end, and you cannot log in any "
        "more. What was done in an organisation's name stays in the record, without telling who you were. "
        "The person who runs this installation does it by hand; until then you can change your mind here."
    )
    button = gettext_lazy("Ask to be erased")
    done = gettext_lazy("The wish is noted. You will get no further message once it is done.")

    def act(self, form: Any) -> User:
        """Note the wish."""
        return ask_erasure(self.request.user, by=self.request.user)

    def back_url(self) -> str:
        """My account."""
        return reverse("organizations:account")

    def success_url(self, done: User) -> str:
        """My account."""
        return self.back_url()


class WithdrawErasure(View):
    """The person stays after all."""

    def post(self, request: PersonRequest) -> HttpResponse:
        try:
            withdraw_erasure(request.user, by=request.user)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("You stay."))
        return redirect("organizations:account")
