"""Where commands play a round: on a local stack, or on a system that runs already."""

from deploy.local.issuer import Issuer
from deploy.local.places import Places
from deploy.local.services import SERVICES
from deploy.local.stack import LocalStack
from deploy.replay.venue import Venue
from shared.clock import SimulatedClock


def venue_of(stack: LocalStack) -> Venue:
    """The stack that was just started."""
    urls = {name: stack.url(name) for name in (*SERVICES, "mail")}
    return Venue(urls, stack.issuer, stack.clock)


def venue_behind(front_door: str, mailbox: str, places: Places, patience: float) -> Venue:
    """A system in trial mode behind one address; `places` has its issuer and its clock."""
    urls = dict.fromkeys(SERVICES, front_door) | {"mail": mailbox}
    return Venue(urls, Issuer(places.issuer), SimulatedClock(places.clock), patience)
