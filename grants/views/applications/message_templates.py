"""Pages of the texts that staff begin messages with."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View

from grants.actions.applications.messages import save_message_template
from grants.forms.applications.correspondence import TemplateForm
from grants.models import MessageTemplate
from grants.rules.calls import RUNS_CALLS
from kernel.views import ActPage, PersonRequest
from organizations.models import Organization
from organizations.queries.memberships import organizations_where


def templates_of(user: Any) -> QuerySet[MessageTemplate]:
    """The templates of the implementers for which `user` prepares calls."""
    rows = MessageTemplate.objects.filter(implementer__in=organizations_where(user, *RUNS_CALLS))
    return rows.select_related("implementer", "changed_by").order_by("is_archived", "name", "pk")


class TemplateList(View):
    """Every template of one's own implementer."""

    def get(self, request: PersonRequest) -> HttpResponse:
        if not request.user.has_perm("grants.write_message_templates"):
            raise PermissionDenied
        rows = list(templates_of(request.user))
        context = {"templates": rows, "has_demo": any(each.implementer.is_demo for each in rows)}
        return render(request, "grants/applications/message_templates.html", context)


class TemplateNew(ActPage):
    """A new template."""

    permission = "grants.write_message_templates"
    form_class = TemplateForm
    title = _("New message template")
    intro = _("Used to begin messages to applicants. Names in braces are filled for each application.")
    done = _("The template is saved.")

    def find(self) -> MessageTemplate | None:
        return None

    def get_form(self, data: Any = None, files: Any = None) -> TemplateForm:
        mine = Organization.objects.filter(pk__in=organizations_where(self.request.user, *RUNS_CALLS))
        return TemplateForm(data, instance=self.thing, implementers=mine.order_by("name_ro", "pk"))

    def act(self, form: TemplateForm) -> MessageTemplate:
        return save_message_template(form.save(commit=False), by=self.request.user)

    def back_url(self) -> str:
        return reverse("grants:message_templates")

    def success_url(self, done: Any) -> str:
        return self.back_url()


class TemplateEdit(TemplateNew):
    """Change a template; messages that were written stay as they are."""

    model = MessageTemplate
    permission = "grants.change_message_template"
    title = _("Change the message template")

    def get_queryset(self) -> QuerySet[MessageTemplate]:
        """Those of one's own implementer."""
        return templates_of(self.request.user)

    def find(self) -> MessageTemplate:
        found: MessageTemplate = super(TemplateNew, self).find()
        return found
