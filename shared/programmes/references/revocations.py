"""Revocations that have both reasons and terms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shared.programmes.reference_kinds import Fault

if TYPE_CHECKING:
    from shared.programmes.model import Programme


def revocation_faults(programme: Programme) -> Iterator[Fault]:
    """Faults of a programme that may revoke for no reason, or has reasons for nothing."""
    may = programme.after is not None and programme.after.revocation is not None
    about = [i for i, r in enumerate(programme.reasons) if "revocation" in r.applies_to]
    if may and not about:
        yield ("after", "revocation"), "expected a reason that applies_to revocation, but none does"
    if not may:
        for i in about:
            message = "expected `after: {revocation: …}`, without which nothing is revoked"
            yield ("reasons", i, "applies_to"), message
