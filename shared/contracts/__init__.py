"""The events that Laurel's services exchange: one module a producing service, one class a kind."""

from shared.contracts import (
    activities,
    applications,
    cohorts,
    construction,
    drafts,
    enterprises,
    lists,
    notices,
    outcomes,
    register,
    reviews,
    revocations,
)
from shared.contracts.base import Event

_MODULES = (
    enterprises,
    drafts,
    applications,
    reviews,
    cohorts,
    lists,
    activities,
    construction,
    outcomes,
    register,
    revocations,
    notices,
)

KINDS: dict[str, type[Event]] = {
    kind.type: kind
    for module in _MODULES
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, Event) and kind is not Event
}
"""Every event kind by its CloudEvents type."""
