"""Pages that stand on real facts, for the tests of the kernel's pages; with the addresses of the house around them."""

import django_filters
import rules
from django import forms
from django.urls import path
from django.utils.translation import gettext_lazy as _

from config.urls import urlpatterns as house
from grants.models import FundingLine, Programme, ProgrammeStatus
from kernel.filters import HouseFilterSet
from kernel.lifecycle import Lifecycle, move
from kernel.refusals import Refusal
from kernel.tables import Column, DateColumn, LinkColumn, MoneyColumn, StatusColumn, Table
from kernel.views import ActPage, DetailPage, FormPage, ListPage, MovePage

if not rules.perm_exists("samples.start"):
    rules.add_perm("samples.start", rules.is_authenticated)
LIFE = Lifecycle(
    "programme",
    _("Project"),
    move(
        "start",
        from_=ProgrammeStatus.PREPARED,
        to=ProgrammeStatus.ACTIVE,
        permission="samples.start",
        label=_("Start it"),
    ),
)


class FundingTable(Table):
    caption = "Funding"
    demo = "programme__is_demo"
    donor = LinkColumn("Donor", to=lambda line: f"/donor/{line.donor_id}/")
    year = Column("Year")
    amount = MoneyColumn("Amount", total=True)
    starts = DateColumn("Starts", "programme.starts_on")
    source = Column("Source", missing="not stated")
    status = StatusColumn("Status", "programme")


class FundingFilters(HouseFilterSet):
    searched = ("donor__folded", "programme__folded")
    year = django_filters.NumberFilter(label="Year")

    class Meta:
        model = FundingLine
        fields = ("year", "currency")


class FundingList(ListPage):
    model = FundingLine
    table_class = FundingTable
    filterset_class = FundingFilters
    title = "Funding lines"
    select_related = ("donor", "programme", "source")

    def get_queryset(self):
        return FundingLine.objects.all()


class AmountForm(forms.Form):
    amount = forms.DecimalField()
    why = forms.CharField(widget=forms.Textarea)


class Everything:
    model = Programme

    def get_queryset(self):
        return Programme.objects.filter(is_demo=False)


class ProgrammePage(Everything, DetailPage):
    template_name = "403.html"
    permission = "grants.nobody"


class ProgrammeForm(Everything, FormPage):
    title = "Change the project"
    form_class = forms.modelform_factory(Programme, fields=["title_ro", "domain"])

    def success_url(self, done):
        return f"/there/{done.pk}/"


class ProgrammeAct(Everything, ActPage):
    title = "Pay"
    form_class = AmountForm

    def act(self, form):
        if form.cleaned_data["amount"] > 10:
            raise Refusal("There are 10 left.", fields={"amount": "At most 10.", "elsewhere": "x"})
        return self.thing

    def success_url(self, done):
        return "/there/"


def start(thing, *, by):
    if thing.title_ro == "refused":
        raise Refusal("It has no money yet. Add a funding line first.")
    return LIFE.make(thing, "start", by=None)


class ProgrammeMove(Everything, MovePage):
    lifecycle = LIFE
    acts = {"start": start}
    texts = {"start": "The public sees it from then on."}

    def success_url(self, done):
        return f"/thing/{done.code}/"


urlpatterns = [
    path("list/", FundingList.as_view()),
    path("thing/<slug:code>/", ProgrammePage.as_view()),
    path("form/<slug:code>/", ProgrammeForm.as_view()),
    path("act/<slug:code>/", ProgrammeAct.as_view()),
    path("move/<int:pk>/<slug:move>/", ProgrammeMove.as_view()),
    *house,
]
