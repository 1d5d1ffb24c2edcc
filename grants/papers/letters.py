"""A letter of decision as a document."""

from django.utils.translation import override

from grants.models import Letter
from grants.wording import day
from kernel import clock
from kernel.pdf import Document, Text


def letter_document(letter: Letter) -> Document:
    """The letter as it was sent, in its language; equal letters give equal bytes."""
    call = letter.application.call
    with override(letter.language):
        sent = day(clock.day_of(letter.sent_at))
        return Document(
            title=letter.subject,
            subtitle=sent,
            blocks=[Text(part) for part in letter.body.split("\n\n") if part.strip()],
            language=letter.language,
            made_at=letter.sent_at,
            issuer=str(call.programme.implementer or "Răboj"),
            is_demo=letter.application.is_demo,
        )
