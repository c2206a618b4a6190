"""Somebody looks at the notices of an application, or at how far those of a round are."""

from dataclasses import dataclass

from services.notify.domain.correspondence import Correspondence
from services.notify.domain.kinds import DraftReminder
from services.notify.domain.office import Official
from services.notify.ports import Correspondences
from shared.errors import NotFound
from shared.programmes import Programmes


@dataclass(frozen=True)
class ReadNotices:
    """An office reads those of its programmes; what concerns a draft is its enterprise's alone."""

    correspondences: Correspondences
    programmes: Programmes

    async def __call__(self, application: str, *, official: Official) -> Correspondence | None:
        """The correspondence, None before any; raises NotFound where the office has no part."""
        found = await self.correspondences.get(application)
        if found is None or official.oversees_all:
            return found
        about = [notice.application for notice in found.notices]
        rules = {(each.programme, each.round) for each in about}
        if not all(official.watches(self.programmes.of_round(*each)) for each in rules):
            raise NotFound("application", application)
        kept = tuple(n for n in found.notices if not isinstance(n.content, DraftReminder))
        return found.model_copy(update={"notices": kept})

    def check_round(self, programme: str, round_: str, *, official: Official) -> None:
        """Raises UnknownProgramme, UnknownRound, and NotOfThisProgramme for other offices."""
        rules = self.programmes.of_round(programme, round_)
        if not official.oversees_all:
            official.check_watches(rules)
