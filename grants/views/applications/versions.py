"""Pages of what was submitted: a version as it was, as a paper, as the file that was digested, and two compared."""

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from grants.models import Application, ApplicationVersion
from grants.queries.applications.frozen import difference, parts_of_version
from grants.queries.applications.papers import receipt_paper, version_paper
from grants.queries.applications.standing import counting_sentence, standing_of
from grants.receipts import canonical
from kernel.keys import key_in
from kernel.pdf import pdf_response
from kernel.views import DetailPage, PersonRequest


def check_url(request: HttpRequest, version: ApplicationVersion) -> str:
    """The whole address at which anyone checks the receipt."""
    return request.build_absolute_uri(reverse("grants_public:receipt", args=[version.receipt_code]))


class VersionOf(DetailPage):
    """What the pages of one version share: read by the applicant and by the implementer's staff, by no reviewer."""

    model = Application
    permission = "grants.view_versions"

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("call__programme__implementer", "organization")

    def version(self, thing: Application) -> ApplicationVersion:
        """The version that the address names."""
        found = thing.versions.filter(number=self.kwargs["number"]).select_related("submitted_by").first()
        if found is None:
            raise Http404
        found.application = thing
        return found

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        thing = self.find()
        self.demand(thing)
        return self.show(self.version(thing))

    def show(self, version: ApplicationVersion) -> HttpResponse:
        """The version in its form."""
        raise NotImplementedError


class VersionPage(VersionOf):
    """A version as it was submitted, on a page that prints well."""

    def show(self, version: ApplicationVersion) -> HttpResponse:
        standing = standing_of(version.application)
        context = {
            "object": version.application,
            "version": version,
            "parts": parts_of_version(version),
            "counting": counting_sentence(version.application, standing),
            "counts": version.number == standing.versions[0].number,
        }
        return render(self.request, "grants/applications/version.html", context)


class VersionPaper(VersionOf):
    """A version as a PDF."""

    def show(self, version: ApplicationVersion) -> HttpResponse:
        return pdf_response(version_paper(version), f"{version.application.reference}-v{version.number}.pdf")


class VersionReceipt(VersionOf):
    """The receipt of a version as a PDF."""

    def show(self, version: ApplicationVersion) -> HttpResponse:
        paper = receipt_paper(version, check_url(self.request, version))
        return pdf_response(paper, f"{version.application.reference}-v{version.number}-receipt.pdf")


class VersionContent(VersionOf):
    """The content in its canonical form: the bytes whose SHA-256 is the digest on the receipt."""

    def show(self, version: ApplicationVersion) -> HttpResponse:
        name = f"{version.application.reference}-v{version.number}.json"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
        return HttpResponse(canonical(version.content).encode(), content_type="application/json", headers=headers)


class Difference(DetailPage):
    """What is different between two versions: `?from=1&to=2`; without them, what the last one changed."""

    model = Application
    permission = "grants.view_versions"
    template_name = "grants/applications/difference.html"

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("call__programme__implementer", "organization")

    def facts(self, thing: Application) -> dict[str, Any]:
        versions = {each.number: each for each in thing.versions.select_related("submitted_by")}
        if not versions:
            raise Http404
        for each in versions.values():
            each.application = thing
        last = max(versions)
        to = self._asked("to", versions, last)
        since = self._asked("from", versions, max(1, to - 1))
        before, after = versions[min(since, to)], versions[max(since, to)]
        return {
            "versions": [versions[number] for number in sorted(versions)],
            "before": before,
            "after": after,
            "parts": difference(before, after),
        }

    def _asked(self, name: str, versions: dict[int, ApplicationVersion], usual: int) -> int:
        number = key_in(self.request.GET.get(name))
        return number if number in versions else usual
