"""Bank accounts of organisations: the number encrypted, its last four signs for the screen."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel import clock
from kernel.fields import CurrencyField, together
from organizations.models import Organization, User


class BankAccount(models.Model):
    """An account that grants may be paid to. Payable once a person of an implementer has checked it.

    `iban_token` is the encrypted number; `iban_digest` tells whether two accounts are the same without opening it.
    """

    demo = "organization.is_demo"

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="bank_accounts", verbose_name=_("organisation")
    )
    holder = models.CharField(_("account holder"), max_length=200)
    bank_name = models.CharField(_("bank"), max_length=120)
    currency = CurrencyField(_("currency"))
    iban_token = models.TextField(editable=False)
    iban_digest = models.CharField(max_length=64, editable=False)
    last_four = models.CharField(max_length=4, editable=False)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)
    recorded_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True, editable=False)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")

    class Meta:
        verbose_name = _("bank account")
        verbose_name_plural = _("bank accounts")
        ordering = ["organization", "-recorded_at", "-pk"]
        constraints = [
            together("checked_at", "checked_by", name="bankaccount_checked"),
            together("ended_at", "ended_by", name="bankaccount_ended"),
            models.UniqueConstraint(
                fields=["organization", "iban_digest"],
                condition=models.Q(ended_at__isnull=True),
                name="bankaccount_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.masked}, {self.bank_name}, {self.currency}"

    @property
    def masked(self) -> str:
        """The number as the screen shows it: its last four signs only."""
        return f"•••• {self.last_four}"
