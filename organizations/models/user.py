"""A person who logs in."""

from typing import Any

import rules
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel import clock
from kernel.fields import together

# Reserved by RFC 2606: no mail can reach it.
SYSTEM_EMAIL = "system@raboj.invalid"


class UserManager(BaseUserManager["User"]):
    """Makes users; e-mail addresses are kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **facts: Any) -> "User":
        """A person with this address; without a password they enter by e-mail code or passkey."""
        user = self.model(email=email.strip().lower(), **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **facts: Any) -> "User":
        """The operator of the installation."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **facts)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person. What they may do follows from their memberships and assignments, never from being logged in alone.

    `is_staff` and `is_superuser` mark the operator, who keeps reference data in Django's admin and sees no
    application, money or person's file.
    """

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(pgettext_lazy("person", "name"), max_length=120)
    language = models.CharField(
        _("language"), max_length=2, choices=[("ro", "română"), ("ru", "русский"), ("en", "English")], default="ro"
    )
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False, editable=False)
    date_joined = models.DateTimeField(default=clock.now, editable=False)
    erasure_asked_at = models.DateTimeField(_("erasure asked"), null=True, blank=True, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    erased_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, editable=False, related_name="+")

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique_in_any_case"),
            models.CheckConstraint(
                condition=models.Q(is_demo=False) | models.Q(is_superuser=False), name="user_demo_is_no_operator"
            ),
            together("erased_at", "erased_by", name="user_erased"),
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True) | models.Q(name="", is_active=False),
                name="user_erased_empty",
            ),
        ]

    def __str__(self) -> str:
        if self.erased_at is not None:
            return str(_("erased person"))
        return self.name or self.email

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """What a rule of a floor decides is decided for the operator too; the rest is Django's own permissions.

        Django would answer yes to everything for a superuser: then the operator could pay and approve.
        """
        if rules.perm_exists(perm):
            return (self.is_active or self.is_installation) and rules.has_perm(perm, self, obj)
        return super().has_perm(perm, obj)

    @property
    def is_installation(self) -> bool:
        """Whether this is the system itself, which copies published facts, is nobody's member and cannot log in."""
        return self.email == SYSTEM_EMAIL and not self.is_active

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]
