"""The system person: who stands in the record for what the installation copies from publications by itself."""

from organizations.models import User


def is_system(user: User) -> bool:
    """Is the installation itself."""
    return user.is_installation
