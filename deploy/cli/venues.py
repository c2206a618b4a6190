"""Where commands play a round: on a local stack, or on a system that runs already."""

from pathlib import Path

from deploy.local.errors import StackError
from deploy.local.hints import base_option
from deploy.local.issuer import Issuer
from deploy.local.places import BASE, Places
from deploy.local.record import Record
from deploy.local.services import SERVICES
from deploy.local.stack import LocalStack
from deploy.replay.venue import Venue
from shared.clock import SimulatedClock


def urls_of(stack: LocalStack) -> dict[str, str]:
    """Where each service of a stack is, and `mail`."""
    return {name: stack.url(name) for name in (*SERVICES, "mail")}


def venue_of(stack: LocalStack) -> Venue:
    """The stack that was just started."""
    return Venue(urls_of(stack), stack.issuer, stack.clock)


def venue_in(base: Path, record: Record) -> Venue:
    """The stack that runs in this folder already. Raises StackError unless all of it does."""
    away = [name for name in (*SERVICES, "mail") if name not in record.urls]
    if away:
        up = f"up{base_option(base)}"
        raise StackError(
            f"The stack in {base} runs without {', '.join(away)}: stop it, then `laurel {up}`."
        )
    places = Places(base.resolve())
    return Venue(record.urls, Issuer(places.issuer), SimulatedClock(places.clock))


def venue_behind(front_door: str, mailbox: str, patience: float) -> Venue:
    """A system in trial mode behind one address. Raises StackError where there is none."""
    places = Places(BASE)
    issuer = Issuer(places.issuer)
    if not issuer.jwks.exists():
        raise StackError("No system in trial mode runs there: `docker compose up --wait` first.")
    urls = dict.fromkeys(SERVICES, front_door) | {"mail": mailbox}
    return Venue(urls, issuer, SimulatedClock(places.clock), patience)
