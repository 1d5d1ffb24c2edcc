"""People who log in."""

import factory

from organizations.models import User

PASSWORD = "a long walk in the hills"


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
