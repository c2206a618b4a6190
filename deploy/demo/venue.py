"""Where a round is played: on a local stack, or on a system that runs already."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from deploy.local.issuer import Issuer
from deploy.local.places import Places
from deploy.local.services import SERVICES
from deploy.local.stack import LocalStack
from deploy.servers import Servers, find_servers
from shared.clock import SimulatedClock


@dataclass(frozen=True)
class Venue:
    """Addresses of the services and of `mail`, who signs, whose clock, and where the books are.

    `patience` is for how many seconds a request is repeated while a service is away.
    """

    urls: Mapping[str, str]
    issuer: Issuer
    clock: SimulatedClock
    servers: Servers
    patience: float = 0.0

    @classmethod
    def of_stack(cls, stack: LocalStack) -> Self:
        """The stack that was just started."""
        urls = {name: stack.url(name) for name in (*SERVICES, "mail")}
        return cls(urls, stack.issuer, stack.clock, find_servers([stack.places.base]))

    @classmethod
    def behind(cls, front_door: str, mailbox: str, places: Places, patience: float) -> Self:
        """A system in trial mode behind one address; `places` has its issuer and its clock."""
        urls = dict.fromkeys(SERVICES, front_door) | {"mail": mailbox}
        clock = SimulatedClock(places.clock)
        return cls(urls, Issuer(places.issuer), clock, find_servers([]), patience)
