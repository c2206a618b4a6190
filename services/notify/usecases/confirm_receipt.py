"""The enterprise opened a notice in the portal, which proves that it arrived."""

from dataclasses import dataclass
from datetime import UTC, datetime

from services.notify.domain.correspondence import Changed, Correspondence
from services.notify.domain.taking_back import taken_back
from services.notify.ports import Correspondences
from shared.errors import NotFound


@dataclass(frozen=True)
class ConfirmReceipt:
    """Opening it again, or after mail has delivered it, changes nothing."""

    correspondences: Correspondences

    async def __call__(self, notice: str, *, uscc: str, at: datetime) -> Correspondence:
        found = await self.correspondences.with_notice(notice)
        mine = None if found is None else found.notice(notice)
        if found is None or mine is None or mine.application.uscc != uscc:
            raise NotFound("notice", notice)

        def opened(correspondence: Correspondence) -> Changed | None:
            kept = correspondence.notice(notice)
            changed = None if kept is None else kept.opened(at=at)
            if changed is None:
                return None
            now = correspondence.replacing(changed[0])
            return taken_back(now, at=at, real=datetime.now(UTC)), changed[1]

        return await self.correspondences.change(found.application, opened, at=at)
