"""Every message that the system sent, kept."""

from django.db import models


class SentMessage(models.Model):
    """One e-mail as it left: to whom, what, when. Kept as proof; read by those it concerns and by the operator."""

    to = models.EmailField()
    subject = models.CharField(max_length=300)
    body = models.TextField()
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["to", "-sent_at"], name="sentmessage_to_sent")]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
