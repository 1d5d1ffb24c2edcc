"""Acts on parts of an agreement: signatures, publication, conditions, tranches."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.actions.agreements.publishing import publish_agreement, set_publication_level, withdraw_publication
from grants.actions.agreements.signatures import record_signature
from grants.actions.agreements.tranches import release_tranche, satisfy_condition
from grants.forms.agreements.facts import EvidenceForm, PublicationForm, SignatureForm
from grants.lifecycles import TRANCHE
from grants.models import Agreement, Condition, Side, Tranche
from grants.queries.agreements.signatures import PERMISSIONS, sides_to_sign
from kernel import clock
from kernel.views import ActPage, MovePage


class SignaturePage(ActPage):
    """Record one side's signed document."""

    model = Agreement
    title = _("Record a signature")
    intro = _("Upload the signed document. Each side records its own; the implementer may record both.")
    button = _("Record")

    def demand(self, thing: Any) -> None:
        """For either side."""
        if not any(self.request.user.has_perm(permission, thing) for permission in PERMISSIONS.values()):
            raise PermissionDenied

    def get_initial(self) -> dict[str, Any]:
        """Signed today, in most cases."""
        return {"signed_on": clock.today()}

    def get_form(self, data: Any = None, files: Any = None) -> SignatureForm:
        owner = self.thing.organization
        if self.request.user.has_perm(PERMISSIONS[Side.IMPLEMENTER], self.thing):
            owner = self.thing.programme.implementer
        return SignatureForm(
            data,
            files,
            by=self.request.user,
            organization=owner,
            sides=sides_to_sign(self.thing, self.request.user),
            initial=self.get_initial(),
        )

    def act(self, form: Any) -> Agreement:
        names = ("side", "kind", "signed_on", "document")
        facts = {name: form.cleaned_data[name] for name in names}
        return record_signature(self.thing, by=self.request.user, **facts).agreement


class PublicationPage(ActPage):
    """How much the public sees."""

    model = Agreement
    permission = "grants.publish_agreement"
    form_class = PublicationForm
    title = _("What the public sees")
    intro = _("Saving withdraws a published agreement until somebody publishes it again.")

    def get_initial(self) -> dict[str, Any]:
        return {"level": self.thing.publication_level, "reason": self.thing.publication_reason}

    def act(self, form: Any) -> Agreement:
        return set_publication_level(self.thing, by=self.request.user, **form.cleaned_data)


class PublishPage(ActPage):
    """Let the public read about it."""

    model = Agreement
    permission = "grants.publish_agreement"
    title = _("Publish")
    intro = _("The public reads who got how much for what, where, what was paid and what came of it.")
    button = _("Publish")
    change = _("The grant has its public page.")

    def act(self, form: Any) -> Agreement:
        return publish_agreement(self.thing, by=self.request.user)


class WithdrawPage(ActPage):
    """Take it back from the public."""

    model = Agreement
    permission = "grants.publish_agreement"
    title = _("Withdraw from the public")
    button = pgettext_lazy("publication", "Withdraw")

    def act(self, form: Any) -> Agreement:
        return withdraw_publication(self.thing, by=self.request.user)


class TrancheMove(MovePage):
    """Release a tranche."""

    model = Tranche
    lifecycle = TRANCHE
    acts = {"release": release_tranche}
    texts = {"release": _("The finance officer can then prepare the payment.")}

    def get_queryset(self) -> QuerySet[Tranche]:
        return super().get_queryset().select_related("agreement__programme")


class ConditionPage(ActPage):
    """A condition is met."""

    model = Condition
    permission = "grants.satisfy_condition"
    title = _("Condition is met")
    button = _("It is met")

    def get_queryset(self) -> QuerySet[Condition]:
        mine = Tranche.objects.visible_to(self.request.user)
        return Condition.objects.filter(tranche__in=mine).select_related("tranche__agreement__programme")

    def get_form(self, data: Any = None, files: Any = None) -> EvidenceForm:
        self.intro = self.thing.text
        owner = self.thing.tranche.agreement.programme.implementer
        return EvidenceForm(data, files, by=self.request.user, organization=owner)

    def act(self, form: Any) -> Condition:
        return satisfy_condition(self.thing, by=self.request.user, evidence=form.cleaned_data["document"])

    def back_url(self) -> str:
        return self.thing.tranche.get_absolute_url()

    def success_url(self, done: Condition) -> str:
        return done.tranche.get_absolute_url()
