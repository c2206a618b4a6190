"""The events that Laurel's services exchange: one module a producing service, one class a kind."""

from shared.contracts import applications, enterprises, lists, notices, outcomes, reviews
from shared.contracts.base import Event

_MODULES = (enterprises, applications, reviews, lists, outcomes, notices)

KINDS: dict[str, type[Event]] = {
    kind.type: kind
    for module in _MODULES
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, Event) and kind is not Event
}
"""Every event kind by its CloudEvents type."""
