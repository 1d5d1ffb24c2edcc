"""People who log in."""

import factory
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator

from organizations.models import User

PASSWORD = "a long walk in the hills"
TOTP_SECRET = "JBSWY3DPEHPK3PXP"


def give_second_factor(user):
    """An authenticator app with `TOTP_SECRET`; a second call changes nothing."""
    facts = {"secret": get_adapter().encrypt(TOTP_SECRET)}
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": facts})


class UserFactory(factory.django.DjangoModelFactory):
    """A person with the password `PASSWORD` and a verified e-mail address; no membership."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    language = "en"

    @classmethod
    def _create(cls, model_class, *args, password=PASSWORD, **kwargs):
        user = model_class.objects.create_user(*args, password=password, **kwargs)
        user.emailaddress_set.create(email=user.email, verified=True, primary=True)
        return user


class OperatorFactory(UserFactory):
    """Runs the installation; has a second factor."""

    is_staff = True
    is_superuser = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        user = super()._create(model_class, *args, **kwargs)
        give_second_factor(user)
        return user
