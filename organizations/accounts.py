"""How people come in: allauth's adapters."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation or registration of an organisation."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors."""
