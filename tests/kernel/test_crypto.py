"""Field encryption and the change of keys."""

import pytest
from cryptography.fernet import Fernet
from django.apps.registry import Apps
from django.core.exceptions import FieldError
from django.db import connection, models

from kernel import crypto

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def test_text_comes_back(settings) -> None:
    token = crypto.encrypt("MD24 Școală")
    assert "MD24" not in token
    assert crypto.encrypt("MD24 Școală") != token
    assert crypto.decrypt(token) == "MD24 Școală"


def test_new_key_writes_and_old_key_still_reads(settings) -> None:
    settings.FIELD_KEYS = [OLD]
    token = crypto.encrypt("a")
    settings.FIELD_KEYS = [NEW, OLD]
    assert crypto.decrypt(token) == "a"
    anew = crypto.rotate(token)
    settings.FIELD_KEYS = [NEW]
    assert crypto.decrypt(anew) == "a"
    with pytest.raises(crypto.Unreadable):
        crypto.decrypt(token)
    with pytest.raises(crypto.Unreadable):
        crypto.rotate(token)


@pytest.mark.parametrize("token", ["", "a", "gAAAA"])
def test_what_is_no_token_is_unreadable(token) -> None:
    with pytest.raises(crypto.Unreadable):
        crypto.decrypt(token)


@pytest.fixture
def vault(transactional_db):
    """A table with an encrypted column."""

    class Vault(models.Model):
        secret = crypto.EncryptedTextField(null=True)

        class Meta:
            app_label = "kernel"
            apps = Apps()

    with connection.schema_editor() as editor:
        editor.create_model(Vault)
    return Vault


def stored(vault) -> list[str | None]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT secret FROM {vault._meta.db_table} ORDER BY id")  # noqa: S608 - a name of ours
        return [value for (value,) in cursor.fetchall()]


def test_encrypted_field_stores_a_token_and_gives_text(vault) -> None:
    for text in ("MD24", "", None):
        vault.objects.create(secret=text)
    first, second, third = stored(vault)
    assert "MD24" not in first
    assert (second, third) == ("", None)
    assert list(vault.objects.order_by("pk").values_list("secret", flat=True)) == ["MD24", "", None]
    assert vault.objects.filter(secret__isnull=True).count() == 1


def test_encrypted_field_is_not_searched(vault) -> None:
    with pytest.raises(FieldError, match="encrypted"):
        vault.objects.filter(secret="MD24").count()


def test_fields_are_written_anew_with_the_first_key(vault, settings, monkeypatch) -> None:
    settings.FIELD_KEYS = [OLD]
    vault.objects.create(secret="MD24")
    settings.FIELD_KEYS = [NEW, OLD]
    monkeypatch.setattr(crypto.apps, "get_models", lambda: [vault])
    assert crypto.rotate_fields() == 1
    settings.FIELD_KEYS = [NEW]
    assert vault.objects.get().secret == "MD24"
