"""Bank accounts in the workspace: named by the organisation, checked by those who pay."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View

from grants.actions.money.bank_accounts import add_bank_account, check_bank_account, end_bank_account, reveal_iban
from grants.forms.money.payments import BankAccountForm
from grants.models import BankAccount
from grants.queries.money.bank_accounts import accounts_for, organizations_to_keep
from kernel.demo import is_demo
from kernel.refusals import NotAllowed
from kernel.views import ActPage, PersonRequest
from organizations.again import again
from organizations.models import Organization


class BankAccounts(View):
    """The accounts that this person keeps or pays to."""

    def get(self, request: PersonRequest) -> HttpResponse:
        """Two short lists, numbers masked."""
        rows, own = accounts_for(request.user), list(organizations_to_keep(request.user))
        context = {
            "title": _("Bank accounts"),
            "rows": rows,
            "has_demo": any(is_demo(each) for each in (*own, *(row.account for row in rows))),
            "organizations": own,
        }
        return render(request, "grants/money/bank_accounts.html", context)


class AccountPage(ActPage):
    """A page that does one thing with an account."""

    model = BankAccount

    def get_queryset(self) -> QuerySet[BankAccount]:
        shown = [row.account.pk for row in accounts_for(self.request.user)]
        return BankAccount.objects.filter(pk__in=shown).select_related("organization")

    def back_url(self) -> str:
        return reverse("grants:bank_account_list")

    def success_url(self, done: Any) -> str:
        return reverse("grants:bank_account_list")


@again
class AddAccount(AccountPage):
    """Name an account of one of the own organisations."""

    form_class = BankAccountForm
    title = _("Add a bank account")
    intro = _("Grants are paid to it after the implementer has compared it with the bank's paper.")

    def find(self) -> None:
        """Nothing yet; the organisation must be one that this person keeps."""
        mine = organizations_to_keep(self.request.user)
        keys = [each.pk for each in mine]
        self.organization = get_object_or_404(Organization, pk__in=keys, slug=self.kwargs["organization"])

    def act(self, form: Any) -> BankAccount:
        return add_bank_account(self.organization, by=self.request.user, **form.cleaned_data)


@again
class CheckAccount(AccountPage):
    """Compare the whole number with the bank's paper."""

    permission = "grants.check_bank_account"
    title = _("Check the bank account")
    button = _("It is right")

    def facts(self) -> dict[str, Any]:
        """The masked number, until it is shown by the other button."""
        self.intro = gettext(
            "%(account)s of %(holder)s. Open the whole number and compare it with the bank's paper."
        ) % {
            "account": self.thing,
            "holder": self.thing.holder,
        }
        return {"intro": self.intro}

    def act(self, form: Any) -> BankAccount:
        return check_bank_account(self.thing, by=self.request.user)


class EndAccount(AccountPage):
    """No longer used."""

    permission = "grants.keep_bank_account"
    title = _("Stop using the bank account")
    button = _("Stop using it")

    def act(self, form: Any) -> BankAccount:
        return end_bank_account(self.thing, by=self.request.user)


@again
class RevealAccount(AccountPage):
    """The whole number once, for those who keep or check it; the record says who read it."""

    title = _("Show the whole number")
    intro = _("The record will say that you have read it.")
    button = _("Show")

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        try:
            iban = reveal_iban(self.thing, by=request.user)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        messages.info(request, gettext("%(holder)s: %(iban)s") % {"holder": self.thing.holder, "iban": iban})
        return redirect("grants:bank_account_list")
