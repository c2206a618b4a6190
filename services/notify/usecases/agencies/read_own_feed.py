"""An agency reads what its subscription asks for, from where it stopped."""

from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.agencies.cursor import BEGINNING, Cursor
from services.notify.domain.agencies.filter import Filter
from services.notify.ports import Outcomes
from services.notify.ports.agencies.subscriptions import Progress, Subscriptions
from services.notify.usecases.agencies.change_subscription import Reader


@dataclass(frozen=True)
class ReadOwnFeed:
    """Finds where to read and by which filter; reading alone moves nothing on."""

    subscriptions: Subscriptions
    progress: Progress
    outcomes: Outcomes

    async def __call__(
        self, reader: Reader, identity: str, after: Cursor | None, *, real: datetime
    ) -> tuple[Cursor, Filter]:
        """The given cursor or, without one, where it stopped.

        Raises NotFound, NotOfThisKind and NotInThisState.
        """
        found = reader.check(await self.subscriptions.get(identity))
        found.check_read()
        await self.progress.read(identity, real=real)
        if after is not None:
            return after, found.wanted
        stopped = await self.outcomes.at((await self.progress.of(identity)).up_to)
        return BEGINNING if stopped is None else stopped.cursor, found.wanted

    async def wanted(self, reader: Reader, identity: str) -> Filter:
        """What it asks for. Raises NotFound."""
        return reader.check(await self.subscriptions.get(identity)).wanted
