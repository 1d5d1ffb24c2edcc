"""What supervisors ask."""

import pytest
from django.db import connection

from kernel import append_only, tasking

pytestmark = pytest.mark.django_db


def test_process_answers_without_the_database(client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_house_with_a_living_worker_is_ready(client) -> None:
    tasking.beat("a")
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"database": True, "triggers": True, "worker": True}
    assert "no-store" in response["Cache-Control"]


def test_house_without_a_worker_is_not_ready(client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.json()["worker"]) == (503, False)


def test_house_with_an_old_heartbeat_is_not_ready(client, monkeypatch) -> None:
    tasking.beat("a")
    monkeypatch.setattr(tasking, "DEAD_AFTER", tasking.DEAD_AFTER * 0)
    assert client.get("/readyz").status_code == 503


def test_house_without_a_trigger_is_not_ready(client) -> None:
    tasking.beat("a")
    name = append_only.guarded_models()[0]._meta.db_table
    with connection.cursor() as cursor:
        on = f" ON {name}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {name}_no_update{on}")
    assert client.get("/readyz").json() == {"database": True, "triggers": False, "worker": True}


def test_house_without_a_database_says_so(client, django_db_blocker) -> None:
    class Away:
        vendor = connection.vendor

        def cursor(self) -> None:
            from django.db import OperationalError

            raise OperationalError("away")

    import kernel.views.health as health

    kept, health.connection = health.connection, Away()
    try:
        response = client.get("/readyz")
    finally:
        health.connection = kept
    assert response.status_code == 503
    assert response.json() == {"database": False, "triggers": False, "worker": False}
