"""Free ports on the loopback address, the same ones again where possible."""

import json
import random
import socket
from pathlib import Path

OURS = range(20_000, 32_000)
"""Below those of outgoing connections, any of which could take a port before its server does."""

_HELD: dict[int, socket.socket] = {}
"""A UDP socket on each port that this process was given, until it ends.

By it another process of ours sees that the port is taken before the server is there.
"""


class Ports:
    """Hands out one port a name and remembers it, so that addresses survive a restart."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._remembered: dict[str, int] = json.loads(file.read_text()) if file.exists() else {}
        self._given: dict[str, int] = {}

    def of(self, name: str) -> int:
        """The port of `name`: last time's if it is free, else a new one."""
        if name not in self._given:
            last = self._remembered.get(name)
            taken = set(self._given.values())
            port = last if last and last not in taken and _takes(last) else _free_port()
            self._given[name] = port
            self._remembered[name] = port
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(json.dumps(self._remembered, indent=1))
        return self._given[name]


def _takes(port: int) -> bool:
    return _is_free(port) and _holds(port)


def _holds(port: int) -> bool:
    if port in _HELD:
        return True
    held = socket.socket(type=socket.SOCK_DGRAM)
    try:
        held.bind(("127.0.0.1", port))
    except OSError:
        held.close()
        return False
    _HELD[port] = held
    return True


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _free_port() -> int:
    drawn = iter(lambda: random.choice(OURS), None)
    return next(port for port in drawn if port not in _HELD and _takes(port))
