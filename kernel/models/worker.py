"""Workers that live, and routines that they ran."""

from django.db import models


class Heartbeat(models.Model):
    """One worker process, and when it last said that it lives. A worker that ends takes its row with it."""

    worker = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.worker}: {self.beat_at:%H:%M:%S}"


class RoutineRun(models.Model):
    """When a routine was last begun, by whichever worker came first."""

    name = models.CharField(max_length=100, primary_key=True)
    begun_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name}: {self.begun_at:%Y-%m-%d %H:%M}"
