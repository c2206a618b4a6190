"""What has come for a round of supplement and is not sent yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.intake.domain.material import Material

REQUESTS_AT_MOST = 50
"""Requests whose keys are kept; the oldest one is forgotten first."""


@dataclass(frozen=True, slots=True)
class StagedSupplement:
    """Files and answers for the round `supplement_round`; the last change was at `at`.

    `targets` has, by the id of a staged file, that of the file that it replaces, or ADD; a file
    that is not in it replaces what is refused of its requirement. `requests` holds the digests of
    the requests that it came with, by their Idempotency-Keys.
    What was sent stays here until something comes for the next round.
    """

    supplement_round: int
    at: datetime
    materials: tuple[Material, ...] = ()
    answers: Mapping[str, Any] = field(default_factory=dict)
    requests: tuple[tuple[str, str], ...] = ()
    targets: Mapping[str, str] = field(default_factory=dict)

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of the requirements for which something came."""
        named = [*(material.requirement for material in self.materials), *self.answers]
        return tuple(dict.fromkeys(named))
