"""Pages with a form: plain records, and acts that may be refused. Nothing typed is lost on a refusal."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernel.notices import say_done
from kernel.refusals import Refusal
from kernel.requests import PersonRequest
from kernel.views.details import Scoped


def show_refusal(form: forms.BaseForm, refusal: Refusal) -> None:
    """Put the reasons of `refusal` where they belong: beside their fields, or above the form."""
    known = {field: reason for field, reason in refusal.fields.items() if field in form.fields}
    for field, reason in known.items():
        form.add_error(field, str(reason))
    if str(refusal.reason) not in {str(reason) for reason in known.values()}:
        form.add_error(None, str(refusal.reason))


def safe_next(request: HttpRequest) -> str:
    """The address to go on to that the form named, from the root on, if it is one of ours; else an empty text."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours and wanted.startswith("/") else ""


class FormPage(Scoped):
    """A form, kept when it is valid. For records without consequence: a ModelForm is saved as it is.

    Without a thing in the address the form makes a new one. `change` says what the public reads differently afterwards.
    """

    template_name: ClassVar[str] = "pages/form.html"
    form_class: ClassVar[type[forms.BaseForm]]
    title: str | Promise = ""
    intro: str | Promise = ""
    button: str | Promise = gettext_lazy("Save")
    done: str | Promise = gettext_lazy("Saved.")
    change: str | Promise = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.thing = self.find()
        self.demand(self.thing)
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, data: Any = None, files: Any = None) -> forms.BaseForm:
        """The form, unbound on GET. Override to give it more than the instance and its first values."""
        given: dict[str, Any] = {"data": data, "files": files, "initial": self.get_initial()}
        if issubclass(self.form_class, forms.BaseModelForm) and self.thing is not None:
            given["instance"] = self.thing
        return self.form_class(**given)

    def get_initial(self) -> dict[str, Any]:
        """What stands in the form before anybody typed."""
        return {}

    def subject(self) -> str:
        """What the form is about, above its title: a thing that has a reference by its name, and nothing of others."""
        return str(self.thing) if getattr(self.thing, "reference", "") else ""

    def facts(self) -> dict[str, Any]:
        """What the template prints beside the form."""
        return {}

    def page(self, form: forms.BaseForm) -> HttpResponse:
        """The page with `form` on it."""
        words = {"title": self.title, "intro": self.intro, "button": self.button, "next": safe_next(self.request)}
        about = {"object": self.thing, "subject": self.subject(), "back_url": self.back_url()}
        context = {**words, **about, "form": form, **self.facts()}
        return render(self.request, self.template_name, context)

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        return self.page(self.get_form())

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        form = self.get_form(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(form)
        try:
            done = self.save(form)
        except Refusal as refusal:
            show_refusal(form, refusal)
            return self.page(form)
        if message := self.message(done):
            say_done(request, message, change=self.change, public=self.public_thing(done))
        return redirect(safe_next(request) or self.success_url(done))

    def save(self, form: Any) -> Any:
        """Keep what the valid form says; returns the thing."""
        return form.save()

    def message(self, done: Any) -> str:
        """What is said afterwards."""
        return str(self.done)

    def public_thing(self, done: Any) -> Any:
        """The thing on whose public page `change` is seen."""
        return done

    def back_url(self) -> str:
        """Where “Cancel” leads."""
        here = getattr(self.thing, "get_absolute_url", None)
        return here() if here else ""

    def success_url(self, done: Any) -> str:
        """Where the person goes on afterwards: to the thing."""
        return done.get_absolute_url()


class ActPage(FormPage):
    """A form that asks for what one act needs, and makes it.

    Override `act`. A Refusal of the act becomes errors of the form; nothing is kept and nothing typed is lost.
    """

    form_class: ClassVar[type[forms.BaseForm]] = forms.Form
    done: str | Promise = ""

    def act(self, form: Any) -> Any:
        """Make the act with what the valid form says; returns the thing to go on to."""
        raise NotImplementedError

    def save(self, form: Any) -> Any:
        """The act."""
        return self.act(form)

    def message(self, done: Any) -> str:
        """What is said afterwards; the title of the page when nothing better was given."""
        return str(self.done) or _("Done: %(title)s.") % {"title": self.title}
