"""No test reaches another machine: sockets connect to the loopback only."""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any


class NetworkRefused(RuntimeError):
    """A test tried to reach another host."""


def is_loopback(host: str | bytes | None) -> bool:
    """Whether `host` is this machine by name or number."""
    name = host.decode() if isinstance(host, bytes) else host
    if name in {None, "", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(str(name).split("%")[0]).is_loopback
    except ValueError:
        return False


def _checked(original: Callable[..., Any]) -> Callable[..., Any]:
    def connect(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and not is_loopback(address[0]):
            raise NetworkRefused(f"Tests reach no other host: {address[0]}")
        return original(self, address)

    return connect


def _checked_names(original: Callable[..., Any]) -> Callable[..., Any]:
    def getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not is_loopback(host):
            raise NetworkRefused(f"Tests ask for no other host: {host}")
        return original(host, *args, **kwargs)

    return getaddrinfo


def block(monkeypatch: Any) -> None:
    """Let sockets reach the loopback and nothing else."""
    monkeypatch.setattr(socket.socket, "connect", _checked(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", _checked(socket.socket.connect_ex))
    monkeypatch.setattr(socket, "getaddrinfo", _checked_names(socket.getaddrinfo))
