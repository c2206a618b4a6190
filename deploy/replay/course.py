"""How far every application comes along the path, and where it waits on the way."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from deploy.replay.cast.model import Application, Cast, Entrant
from deploy.replay.scenario.counts import RoundSize
from deploy.replay.scenario.plan import Beside, DecisionStep, PublicNoticeStep, Step
from shared.programmes import Programme, Stage
from shared.programmes.path import (
    Announcement,
    ApplicationStage,
    Cohort,
    Construction,
    Decision,
    FormalReview,
    PublicNotice,
    Recommendation,
)


class Course:
    """Told from fates, merits and plan alone; `day` is when the qualifications count.

    By stage: who comes to it, and who goes on from it (or is on its list, after the last one). By
    announcement: who is on the list, the best first, and who is objected to with which success.
    """

    def __init__(
        self, programme: Programme, plan: Sequence[Step], cast: Cast, size: RoundSize, day: date
    ) -> None:
        self._programme = programme
        self._steps = {step.stage: step for step in plan if not isinstance(step, Beside)}
        self._size = size
        self._day = day
        self._is_conditional = any(stage.when is not None for stage in programme.path)
        self.arriving: dict[str, list[Entrant]] = defaultdict(list)
        self.passing: dict[str, list[Entrant]] = {}
        self.listed: dict[str, list[Entrant]] = {}
        self.upheld: dict[str, list[Entrant]] = {}
        self.dismissed: dict[str, list[Entrant]] = {}
        self._decided: dict[int, bool] = {}
        self.arriving[programme.way.entry.id] = list(cast)
        for stage in programme.path:
            self.passing[stage.id] = self._passing(stage, self.arriving[stage.id])
            for entrant in self.passing[stage.id]:
                following = self._after(stage, entrant)
                if following is not None:
                    self.arriving[following.id].append(entrant)

    def is_passed(self, stage: Decision, application: Application) -> bool:
        """Whether the decision is to pass the application."""
        step = self._steps[stage.id]
        if isinstance(step, DecisionStep) and step.best is not None:
            return application.merit <= self._size.of(step.best)
        said = application.fate.decided(stage.id)
        return said is None or said.passes

    def waiting(self, after: Stage, entrants: Iterable[Entrant]) -> Counter[str]:
        """How many wait where, by the word of their place, when these have passed the stage."""
        following = (self._after(after, entrant) for entrant in entrants)
        return Counter(stage.word(stage.first).id for stage in following if stage is not None)

    def _passing(self, stage: Stage, here: list[Entrant]) -> list[Entrant]:
        match stage:
            case ApplicationStage():
                return [e for e in here if e[1].fate.submits]
            case FormalReview():
                return [e for e in here if e[1].fate.accepted and not e[1].fate.withdraws]
            case Recommendation():
                return [e for e in here if e[1].fate.ranked(stage.id)]
            case Construction():
                return here
            case Decision():
                passed = [e for e in here if self.is_passed(stage, e[1])]
                self._decided |= {e[1].serial: False for e in here}
                self._decided |= {e[1].serial: True for e in passed}
                return here if stage.sealed else passed
            case Announcement():
                return self._list(stage, here)
            case PublicNotice() | Cohort():
                return []

    def _list(self, stage: Announcement, here: list[Entrant]) -> list[Entrant]:
        """Of those whose last decision passed them; objections in its notice remove some."""
        listed = [e for e in here if self._decided.get(e[1].serial)]
        listed.sort(key=lambda entrant: entrant[1].merit)
        self.listed[stage.id] = listed
        notice = self._programme.way.notice_of(stage)
        step = None if notice is None else self._steps[notice.id]
        best = last = 0
        if isinstance(step, PublicNoticeStep) and step.objections is not None:
            best = self._size.of(step.objections.dismissed)
            last = self._size.of(step.objections.upheld)

        def objected(outcome: str) -> list[Entrant]:
            return [e for e in listed if notice and e[1].fate.objection(notice.id) == outcome]

        self.dismissed[stage.id] = [*objected("dismissed"), *listed[:best]]
        self.upheld[stage.id] = [*objected("upheld"), *listed[len(listed) - last :]]
        removed = {e[1].serial for e in self.upheld[stage.id]}
        return [e for e in listed if e[1].serial not in removed]

    def _after(self, stage: Stage, entrant: Entrant) -> Stage | None:
        enterprise, application = entrant
        known = {}
        if self._is_conditional:
            known = enterprise.known(application, self._programme, self._day)
        return self._programme.way.after(stage, known)
