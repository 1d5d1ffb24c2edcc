"""The system person: who stands in the record for what the installation copies from publications by itself."""

from organizations.models import User

# Reserved by RFC 2606: no mail can reach it, and the account cannot log in.
SYSTEM_EMAIL = "system@raboj.invalid"


def is_system(user: User) -> bool:
    """Is the installation itself, which is nobody's member and cannot log in."""
    return user.email == SYSTEM_EMAIL and not user.is_active
