"""Has a notice sent again, because an operator wants it."""

from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.correspondence import Changed, Correspondence
from services.notify.domain.refusals import KeyReused
from services.notify.domain.resending import Resending
from services.notify.ports import Correspondences, Wake
from shared.errors import NotFound


@dataclass(frozen=True)
class ResendNotice:
    """One key has it sent once, however often that is asked for."""

    correspondences: Correspondences
    wake: Wake

    async def __call__(self, resending: Resending, *, real: datetime) -> Correspondence:
        """Raises NotFound, NoticeMoot, and KeyReused for a key that came with another reason."""
        found = await self.correspondences.with_notice(resending.notice)
        if found is None:
            raise NotFound("notice", resending.notice)

        def resend(correspondence: Correspondence) -> Changed | None:
            notice = correspondence.notice(resending.notice)
            if notice is None:
                return None
            earlier = correspondence.resendings_of(notice)
            same = next((each for each in earlier if each.key == resending.key), None)
            if same is not None and same.reason != resending.reason:
                raise KeyReused(same.reason)
            if same is not None:
                return None
            known = (*correspondence.resendings, resending)
            noted = correspondence.model_copy(update={"resendings": known})
            return noted.replacing(notice.resent(real)), ()

        changed = await self.correspondences.change(found.application, resend, at=resending.at)
        self.wake()
        return changed
