"""Pages on which a framework is laid out: results, indicators, targets, disaggregations."""

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from kernel.views import ActPage, FormPage, Scoped
from monitoring.actions.indicators import TargetEntry, change_indicator, define_indicator, set_targets
from monitoring.forms.design import (
    CategoryFormSet,
    DimensionForm,
    IndicatorForm,
    ResultForm,
    TargetsForm,
)
from monitoring.models import Dimension, Framework, Indicator, Result


class InFramework(Scoped):
    """A thing of a framework, found or new. The address names the thing (`pk`) or the framework of a new one."""

    permission = "monitoring.change_framework"

    def get_queryset(self) -> QuerySet:
        """What the person sees."""
        frameworks = Framework.objects.visible_to(self.request.user)
        return self.model._default_manager.filter(framework__in=frameworks).select_related("framework__programme")

    def framework_of(self, thing: Any) -> Framework:
        """The framework of the thing, or the one that the address names."""
        if thing is not None:
            return thing.framework
        rows = Framework.objects.visible_to(self.request.user).select_related("programme", "agreement")
        return get_object_or_404(rows, pk=self.kwargs["framework"])

    def permission_object(self, thing: Any) -> Framework:
        """The right to change a framework covers what is in it."""
        return self.framework_of(thing)

    def back_url(self) -> str:
        """Where “Cancel” leads: to the thing, or to the framework of a new one."""
        thing = getattr(self, "thing", None)
        return (thing or self.framework_of(None)).get_absolute_url()


class ResultForms(InFramework, FormPage):
    """A result, new or changed."""

    model = Result
    form_class = ResultForm
    title = _("Result")

    def get_form(self, data: Any = None, files: Any = None) -> ResultForm:
        return ResultForm(data, instance=self.thing, framework=self.framework_of(self.thing))


class IndicatorForms(InFramework, ActPage):
    """An indicator, new or changed."""

    model = Indicator
    form_class = IndicatorForm
    title = _("Indicator")
    button = _("Save")

    def facts(self) -> dict[str, Any]:
        return {"title": str(self.thing or _("New indicator"))}

    def get_form(self, data: Any = None, files: Any = None) -> IndicatorForm:
        return IndicatorForm(data, instance=self.thing, framework=self.framework_of(self.thing))

    def act(self, form: Any) -> Indicator:
        """A new one goes on to its targets."""
        made = form.save(commit=False)
        act = define_indicator if self.thing is None else change_indicator
        return act(made, by=self.request.user)

    def message(self, done: Any) -> str:
        return str(_("Saved."))


class TargetForms(InFramework, ActPage):
    """The targets of an indicator, over all and by period."""

    model = Indicator
    form_class = TargetsForm
    title = _("Targets")
    intro = _("“About” is kept within ten per cent. A meaning without a number says: not stated.")
    button = _("Save")
    done = _("Saved.")

    def facts(self) -> dict[str, Any]:
        return {"title": _("Targets: %(indicator)s") % {"indicator": self.thing}}

    def get_form(self, data: Any = None, files: Any = None) -> TargetsForm:
        periods = list(self.thing.framework.periods.order_by("starts_on", "pk"))
        targets = list(self.thing.targets.all())
        return TargetsForm(data, indicator=self.thing, periods=periods, targets=targets)

    def act(self, form: Any) -> Indicator:
        entries = {}
        for key in ("all", *form.periods):
            operator = form.cleaned_data[f"operator_{key}"]
            entry = TargetEntry(operator, form.cleaned_data[f"value_{key}"]) if operator else None
            entries[form.periods.get(key)] = entry
        set_targets(self.thing, entries, by=self.request.user)
        return self.thing


class DimensionForms(InFramework):
    """A disaggregation with its categories."""

    model = Dimension

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.thing = self.find()
        self.demand(self.thing)
        self.framework = self.framework_of(self.thing)
        return super().dispatch(request, *args, **kwargs)

    def page(self, form: DimensionForm, categories: forms.BaseFormSet) -> HttpResponse:
        """The page with both forms on it."""
        context = {"form": form, "categories": categories, "framework": self.framework}
        return render(self.request, "monitoring/dimension.html", context)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = DimensionForm(instance=self.thing, framework=self.framework)
        return self.page(form, CategoryFormSet(instance=form.instance))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = DimensionForm(request.POST, instance=self.thing, framework=self.framework)
        categories = CategoryFormSet(request.POST, instance=form.instance)
        if not (form.is_valid() and categories.is_valid()):
            return self.page(form, categories)
        with transaction.atomic():
            form.save()
            for order, category in enumerate(categories.forms, 1):
                category.instance.order = order
            categories.save()
        return redirect(self.framework)
