"""The newest outcomes, read once for all who send them."""

from collections import deque
from collections.abc import Sequence

from services.notify.domain.agencies.filter import Filter
from services.notify.domain.agencies.public_outcome import PublicOutcome
from services.notify.ports import Outcomes

KEPT = 1000
READ_AT_ONCE = 500


class RecentOutcomes:
    """A run of positions without a gap that ends at the newest one that was read.

    Whoever is behind it reads the ledger itself.
    """

    def __init__(self, outcomes: Outcomes) -> None:
        self._outcomes = outcomes
        self._run: deque[PublicOutcome] = deque(maxlen=KEPT)
        self.last = 0

    async def read_on(self) -> bool:
        """Reads what is new; whether there is any."""
        if not self.last:
            self.last = max(0, await self._outcomes.last() - 1)
        before = self.last
        while found := await self._outcomes.after(self.last, READ_AT_ONCE):
            self._run.extend(found)
            self.last = found[-1].position
        return self.last > before

    async def after(
        self, position: int, limit: int, wanted: Filter
    ) -> tuple[Sequence[PublicOutcome], int]:
        """The first ones behind a position that are wanted, and how far that was looked for."""
        last = self.last
        if self._run and self._run[0].position <= position + 1:
            ahead = (each for each in self._run if each.position > position)
            found = [each for each in ahead if wanted.matches(each)][: limit + 1]
        else:
            found = await self._outcomes.after(position, limit + 1, wanted)
            found = [each for each in found if each.position <= last]
        if len(found) > limit:
            return found[:limit], found[limit - 1].position
        return found, last

    async def at(self, position: int) -> PublicOutcome | None:
        """The one with this position."""
        return await self._outcomes.at(position)
