"""Stored files."""

import factory
from django.core.files.base import ContentFile

from organizations.models import Document
from tests.factories.organizations.organizations import OrganizationFactory
from tests.factories.organizations.users import UserFactory


class DocumentFactory(factory.django.DjangoModelFactory):
    """An attached text file of an organisation."""

    class Meta:
        model = Document

    organization = factory.SubFactory(OrganizationFactory)
    uploaded_by = factory.SubFactory(UserFactory)
    file = factory.LazyFunction(lambda: ContentFile(b"Statute\n", name="statute.txt"))
    filename = "statute.txt"
    content_type = "text/plain"
    size = 8
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    title = factory.Sequence(lambda n: f"Document {n}")
    is_attached = True
