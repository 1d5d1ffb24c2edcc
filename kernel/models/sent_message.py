"""Every message that the system sent, kept; and those that could not be delivered."""

from django.db import models


class SentMessage(models.Model):
    """One e-mail as it left: to whom, what, when. Kept as proof; read by those it concerns and by the operator.

    `failed_at` set: the mail server did not take it when it was tried at `sent_at`; it is empty once it has left.
    `kind` is the name of its template.
    """

    to = models.EmailField()
    subject = models.CharField(max_length=300)
    body = models.TextField()
    sent_at = models.DateTimeField()
    failed_at = models.DateTimeField(null=True)
    kind = models.CharField(max_length=60, blank=True, default="")
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


class SentAbout(models.Model):
    """A thing that a message was about, by the label of its model and its key."""

    message = models.ForeignKey(SentMessage, models.CASCADE, related_name="things")
    model = models.CharField(max_length=80)
    key = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["message", "model", "key"]
        indexes = [models.Index(fields=["model", "key"], name="sentabout_thing")]

    def __str__(self) -> str:
        return f"{self.message_id}: {self.model} {self.key}"
