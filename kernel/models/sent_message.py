"""Every message that the system sent, kept."""

from django.db import models


class SentMessage(models.Model):
    """One e-mail as it left: to whom, what, when. Kept as proof; read by those it concerns and by the operator."""

    to = models.EmailField()
    subject = models.CharField(max_length=300)
    body = models.TextField()
    sent_at = models.DateTimeField()
    # Why it was sent, where that must be found again: what went to a follower is forgotten with the follower.
    about = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        ordering = ["-sent_at", "-pk"]
        indexes = [
            models.Index(fields=["to", "-sent_at"], name="sentmessage_to_sent"),
            models.Index(fields=["about"], name="sentmessage_about"),
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
