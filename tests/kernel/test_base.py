"""The test base itself: databases, network, client, skips."""

import socket

import pytest
from django.db import connection, transaction

from kernel.models import Counter
from tests.database import run_together
from tests.html import faults
from tests.network import NetworkRefused


@pytest.mark.django_db
@pytest.mark.parametrize("time", [1, 2])
def test_plain_test_starts_from_the_template(time: int) -> None:
    assert not Counter.objects.filter(prefix="PLAIN").exists()
    Counter.objects.create(prefix="PLAIN")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_committing_test_has_a_database_of_its_own(time: int) -> None:
    assert not Counter.objects.filter(prefix="OWN").exists()
    with transaction.atomic():
        Counter.objects.create(prefix="OWN")


@pytest.mark.django_db
def test_plain_test_sees_nothing_of_committing_ones() -> None:
    assert not Counter.objects.filter(prefix="OWN").exists()


def test_threads_share_the_database_of_the_test(transactional_db: None) -> None:
    assert run_together(*[lambda key=key: Counter.objects.create(prefix=key).pk for key in "ab"]) == ["a", "b"]
    assert list(Counter.objects.order_by("pk").values_list("pk", flat=True)) == ["a", "b"]


def test_threads_answer_with_what_they_raised(transactional_db: None) -> None:
    Counter.objects.create(prefix="a")
    (problem,) = run_together(lambda: Counter.objects.get(prefix="b"))
    assert isinstance(problem, Counter.DoesNotExist)


def test_live_server_serves_the_database_of_the_test(live_server: object) -> None:
    assert connection.settings_dict["NAME"] != ":memory:"
    with socket.create_connection(("localhost", live_server.thread.port)) as visitor:
        visitor.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
        with visitor.makefile("rb") as answer:
            assert b"200" in answer.readline()


@pytest.mark.parametrize("address", [("93.184.216.34", 80), ("example.org", 80), ("2606:2800:220:1::1", 80)])
def test_no_other_host_is_reached(address: tuple[str, int]) -> None:
    with pytest.raises(NetworkRefused):
        socket.create_connection(address, timeout=1)


def test_datagram_socket_reaches_no_other_host() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender, pytest.raises(NetworkRefused):
        sender.connect(("192.0.2.1", 53))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<!doctype html><title>a</title><p><b>x</p>", "unexpected"),
        ("<!doctype html><title>a</title><div id=a></div><div id=a></div>", "id stands 2 times: a"),
        ("<p>no doctype</p>", "doctype"),
        ("<!doctype html><title>a</title><table><div></div></table>", "table"),
    ],
)
def test_broken_html_is_found(text: str, words: str) -> None:
    assert words in " ".join(faults(text))


def test_sound_html_has_no_faults() -> None:
    assert faults("<!doctype html><html lang=ro><title>a</title><main id=m><p>ă</p></main></html>") == []
    assert faults("<p>part of a page</p>", fragment=True) == []
