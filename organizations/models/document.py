"""Documents: files that organisations keep here, behind rules."""

import uuid

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel import clock
from organizations.models.organization import Organization


def private_storage() -> Storage:
    """The storage that no URL reaches; files leave it only through a view that asks the rules."""
    return storages["private"]


def private_path(document: "Document", filename: str) -> str:
    """A path that tells nothing of the content; the name people see stands in `Document.filename`."""
    return f"{document.uploaded_at:%Y/%m}/{uuid.uuid4().hex}"


class Document(models.Model):
    """A stored file with its checked type and digest. Stored at once when chosen, attached when the form is saved.

    `organization` owns it; whoever may see the thing it is attached to may read it.
    """

    demo = "organization.is_demo"

    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="documents")
    file = models.FileField(upload_to=private_path, storage=private_storage, max_length=200)
    filename = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    title = models.CharField(_("title"), max_length=200, blank=True)
    uploaded_at = models.DateTimeField(default=clock.now)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_attached = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [models.CheckConstraint(condition=models.Q(size__gt=0), name="document_not_empty")]

    def __str__(self) -> str:
        return self.title or self.filename
