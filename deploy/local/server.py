"""A MongoDB or a Kafka that is ready to be used."""

from dataclasses import dataclass

from deploy.local.child import Child


@dataclass(frozen=True)
class Server:
    """Its address for clients, which one it is and why, and the process if we started it."""

    address: str
    chosen: str
    child: Child | None = None
