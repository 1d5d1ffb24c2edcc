"""Pages of documents. A file leaves the house only here, after the rules were asked."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View

from kernel.views import ActPage, DetailPage, PersonRequest
from organizations.actions.documents import attach, store_upload
from organizations.forms.documents import TitleForm, UploadForm
from organizations.models import Document, Organization


def answer_with(document: Document, *, name: str = "") -> FileResponse:
    """The file, always to be saved, never as a page of this site; the caller has asked who may read it.

    It is called `name`, where one is given, instead of what its sender called it.
    """
    response = FileResponse(
        document.file.open("rb"),
        as_attachment=True,
        filename=name or document.filename,
        content_type=document.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


class Documents(DetailPage):
    """The files of an organisation, and those that were uploaded and wait for their title."""

    model = Organization
    permission = "organizations.view_private_side"
    template_name = "organizations/documents.html"

    def facts(self, thing: Organization) -> dict[str, Any]:
        """Attached ones for all members; unattached ones for whoever uploaded them."""
        rows = thing.documents.select_related("uploaded_by").order_by("-uploaded_at", "-pk")
        return {
            "documents": rows.filter(is_attached=True),
            "waiting": rows.filter(is_attached=False, uploaded_by=self.request.user),
        }


class Upload(ActPage):
    """First the file, kept at once; then its title."""

    model = Organization
    permission = "organizations.keep_document"
    form_class = UploadForm
    title = _("Add a document")
    button = _("Keep the file")
    done = _("The file is kept. Give it a title.")

    def get_form(self, data: Any = None, files: Any = None) -> UploadForm:
        """A form with a file."""
        return UploadForm(data, files)

    def act(self, form: UploadForm) -> Document:
        """Check and keep."""
        return store_upload(form.cleaned_data["file"], by=self.request.user, organization=self.thing)

    def success_url(self, done: Document) -> str:
        """On to the title."""
        return reverse("organizations:document_title", args=[done.pk])


class Title(ActPage):
    """The title of a file that was uploaded."""

    model = Document
    form_class = TitleForm
    title = _("Title of the document")
    button = _("Save")
    done = _("The document is in the list.")

    def get_queryset(self) -> QuerySet[Document]:
        """Files of my organisations that I uploaded."""
        mine = Organization.objects.of(self.request.user)
        rows = Document.objects.filter(uploaded_by=self.request.user, organization__in=mine)
        return rows.select_related("organization")

    def get_initial(self) -> dict[str, Any]:
        """The name of the file, as a beginning."""
        return {"title": self.thing.title or self.thing.filename.rpartition(".")[0]}

    def act(self, form: TitleForm) -> Document:
        """Attach under its title."""
        return attach(self.thing, by=self.request.user, title=form.cleaned_data["title"])

    def back_url(self) -> str:
        """The list of documents."""
        return reverse("organizations:documents", args=[self.thing.organization.slug])

    def success_url(self, done: Document) -> str:
        """The list of documents."""
        return self.back_url()


class Download(View):
    """The file itself, to those whom the rules let read it; always as a file to save, never as a page of this site."""

    def get(self, request: PersonRequest, pk: int) -> FileResponse:
        document = get_object_or_404(Document.objects.select_related("organization"), pk=pk)
        if not request.user.has_perm("organizations.read_document", document):
            raise PermissionDenied
        return answer_with(document)
