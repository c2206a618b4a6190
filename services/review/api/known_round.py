"""A round that nobody ever published is not found, rather than empty."""

from collections.abc import Callable, Coroutine
from typing import Any

from shared.programmes import Programmes


def known_round(programmes: Programmes) -> Callable[[str, str], Coroutine[Any, Any, None]]:
    """A dependency of routes that name a programme and a round.

    It raises UnknownProgramme and UnknownRound.
    """

    async def check(programme: str, round: str) -> None:
        programmes.of_round(programme, round)

    return check
