"""What a person keeps or has made on their shelf: filters, files, and batches of acts.

The kernel knows no people: `person` is the id of one, and `circle` that of a group of colleagues (docs/adr/0095).
"""

from __future__ import annotations

from typing import Any

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel import clock
from kernel.fields import one_of


def private_storage() -> Storage:
    """The storage that no URL reaches."""
    return storages["private"]


class OwnQuerySet(models.QuerySet):
    """Rows of a shelf."""

    def visible_to(self, user: Any) -> OwnQuerySet:
        """The person's own; another's shelf is closed."""
        return self.filter(person=user.pk) if user.is_authenticated else self.none()


class SavedFilter(models.Model):
    """The filters and the order of the list at `path`, under a name; `circle` set: colleagues may use it too."""

    person = models.PositiveBigIntegerField(editable=False)
    circle = models.PositiveBigIntegerField(null=True, blank=True)
    path = models.CharField(max_length=300, editable=False)
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(max_length=2000, editable=False)
    is_default = models.BooleanField(_("open the list with it"), default=False)
    saved_at = models.DateTimeField(default=clock.now, editable=False)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["path", "name", "pk"]
        indexes = [models.Index(fields=["path", "circle"], name="savedfilter_of_circle")]
        constraints = [
            models.UniqueConstraint(fields=["person", "path", "name"], name="savedfilter_name_once"),
            models.UniqueConstraint(
                fields=["person", "path"], condition=Q(is_default=True), name="savedfilter_one_default"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """The list, filtered so."""
        return f"{self.path}?{self.query}"


class Export(models.Model):
    """A file that is made in the background: asked for, made in steps, kept in private storage until it expires.

    `kind` names an entry of `kernel.exports.export_kinds`; `facts` are what that needs, as JSON values.
    """

    person = models.PositiveBigIntegerField(db_index=True)
    kind = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)
    title = models.CharField(max_length=300)
    language = models.CharField(max_length=2)
    is_demo = models.BooleanField(default=False)
    key = models.CharField(max_length=32)
    asked_at = models.DateTimeField(default=clock.now)
    tries = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    ready_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.TextField(blank=True)
    file = models.FileField(storage=private_storage, max_length=200, blank=True)
    filename = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("file made in the background")
        verbose_name_plural = _("files made in the background")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ready_at__isnull=True)
                | ~Q(sha256="") & Q(failed_at__isnull=True, expires_at__isnull=False),
                name="export_ready_has_its_file",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page, with how far it is."""
        return reverse("kernel:export", args=[self.pk])

    @property
    def is_over(self) -> bool:
        """Nothing more will happen to it: made, or given up."""
        return self.ready_at is not None or self.failed_at is not None

    @property
    def is_there(self) -> bool:
        """The file can be fetched."""
        return self.ready_at is not None and self.removed_at is None


class BatchRun(models.Model):
    """One act on many things, asked for at once: `act` names an entry of `kernel.batches.batch_acts`."""

    person = models.PositiveBigIntegerField(db_index=True)
    act = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)
    path = models.CharField(max_length=300)
    title = models.CharField(max_length=300)
    language = models.CharField(max_length=2)
    is_demo = models.BooleanField(default=False)
    is_in_background = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page, row by row."""
        return reverse("kernel:batch", args=[self.pk])


class Outcome(models.TextChoices):
    """What became of one row of a batch."""

    WAITING = "waiting", pgettext_lazy("row of a batch", "waits")
    DONE = "done", pgettext_lazy("row of a batch", "done")
    REFUSED = "refused", pgettext_lazy("row of a batch", "refused")
    SKIPPED = "skipped", pgettext_lazy("row of a batch", "nothing to do")


class BatchRow(models.Model):
    """One thing of a batch, by its key; `label` and `url` as they were when it was asked for."""

    run = models.ForeignKey(BatchRun, models.CASCADE, related_name="rows")
    order = models.PositiveIntegerField()
    key = models.PositiveBigIntegerField()
    label = models.CharField(max_length=300)
    url = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    reason = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)

    demo = "run.is_demo"

    class Meta:
        verbose_name = _("row of a batch")
        verbose_name_plural = _("rows of batches")
        ordering = ["run", "order"]
        constraints = [
            one_of("outcome", Outcome, "batchrow_outcome"),
            models.UniqueConstraint(fields=["run", "order"], name="batchrow_order"),
            models.UniqueConstraint(fields=["run", "key"], name="batchrow_once"),
        ]

    def __str__(self) -> str:
        return self.label
