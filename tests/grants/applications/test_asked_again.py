"""Whoever names an account or moves money shows again that it is them, whatever they log in by."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from tests.factories.grants.agreements import active
from tests.factories.grants.payments import IBANS, checked_account, paid, prepared, recorded_refund, released
from tests.factories.organizations import PASSWORD

pytestmark = pytest.mark.django_db
ACCOUNT = {"holder": "Asociația", "bank_name": "Banca", "iban": IBANS[0], "currency": "MDL"}


def url(name, *args):
    return reverse(f"grants:{name}", args=args)


def by_code_alone(user):
    """`user` has no password and no second factor."""
    user.set_unusable_password()
    user.save()
    user.authenticator_set.all().delete()
    return user


def code_in_mail():
    return re.search(r"^[A-Z0-9]{3,}-?[A-Z0-9]{3,}$", mail.outbox[-1].body, re.M).group()


def test_a_representative_who_logs_in_by_code_is_asked_before_adding_an_account(login):
    _agreement, team = active()
    client = login(by_code_alone(team.representative))
    page = url("bank_account_new", team.grantee.slug)
    ask = client.get(page).headers["Location"]
    assert ask.startswith(reverse("account_reauthenticate_by_code"))
    assert client.post(page, ACCOUNT).headers["Location"] == ask
    assert not team.grantee.bank_accounts.exists()
    client.post(ask, {"send": "1"})
    client.post(ask, {"code": code_in_mail(), "next": page})
    assert [each.holder for each in team.grantee.bank_accounts.all()] == ["Asociația"]


def test_a_finance_officer_is_asked_before_preparing_a_payment(login):
    agreement, team = active()
    account, tranche = checked_account(team), released(agreement, team)
    client, page = login(team.finance), url("disbursement_new", tranche.pk)
    facts = {"amount": "7000.00", "account": account.pk}
    assert client.post(page, facts).headers["Location"].startswith(reverse("account_reauthenticate"))
    assert not tranche.disbursements.exists()
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(page, facts)
    assert [each.prepared_by for each in tranche.disbursements.all()] == [team.finance]


def test_an_approver_is_asked_before_approving_and_nothing_is_approved(login):
    agreement, team = active()
    payment = prepared(agreement, team)
    response = login(team.approver).post(url("disbursement_move", payment.pk, "approve"))
    assert response.headers["Location"].startswith(reverse("account_reauthenticate"))
    payment.refresh_from_db()
    assert payment.status == "prepared"


def test_every_page_that_touches_accounts_or_money_asks(login):
    agreement, team = active()
    payment = paid(agreement, team)
    account, refund = payment.account, recorded_refund(agreement, team, "5.00")
    pages = {
        url("bank_account_check", account.pk): team.finance,
        url("bank_account_reveal", account.pk): team.accountant,
        url("disbursement_pay", payment.pk): team.finance,
        url("refund_new", agreement.pk): team.finance,
        url("refund_move", refund.pk, "approve"): team.approver,
    }
    for page, person in pages.items():
        location = login(person).post(page).headers["Location"]
        assert location.startswith(reverse("account_reauthenticate")), page
