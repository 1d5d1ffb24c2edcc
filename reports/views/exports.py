"""Having files made in the background."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect

from grants.models import Application, Call, Programme
from kernel.refusals import Refusal
from kernel.views import PersonRequest
from kernel.views.details import Scoped
from reports.exporting import ask_application, ask_call, ask_workbook
from reports.menu import follows_programmes


class Ask(Scoped):
    """A button that has a file made, and leads to the page that shows how far it is."""

    def ask(self, thing: Any) -> Any:
        """The file on its way."""
        raise NotImplementedError

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        thing = self.find()
        try:
            return redirect(self.ask(thing))
        except Refusal as refusal:
            raise PermissionDenied(str(refusal)) from refusal


class ApplicationDossier(Ask):
    """The dossier of an application."""

    model = Application

    def ask(self, thing: Application) -> Any:
        return ask_application(thing, by=self.request.user)


class CallDossier(Ask):
    """The dossier of a call."""

    model = Call

    def ask(self, thing: Call) -> Any:
        return ask_call(thing, by=self.request.user)


class WorkbookAsk(Ask):
    """The workbook of a project with many figures."""

    model = Programme

    def ask(self, thing: Programme) -> Any:
        if not follows_programmes(self.request.user):
            raise PermissionDenied
        return ask_workbook(thing, by=self.request.user)
