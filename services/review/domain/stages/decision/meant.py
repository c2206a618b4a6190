"""Which of the decisions of a path somebody means who names a verdict, and perhaps a stage."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.review.domain.stages.decision.refusals import MeantStageRequired, UnknownVerdict
from shared.programmes.path import Decision


@dataclass(frozen=True, slots=True)
class Meant:
    """The stages that may be meant; `fits` is whether one has the verdict among its words."""

    verdict: str
    stages: tuple[Decision, ...]
    fits: bool

    @property
    def ids(self) -> frozenset[str]:
        """The ids of these stages."""
        return frozenset(stage.id for stage in self.stages)

    def refuse_other_words(self, stage: Decision) -> None:
        """Raises UnknownVerdict when the verdict is none of the stage, which is one of these."""
        if not self.fits:
            raise UnknownVerdict(self.verdict, stage)


def stages_meant(stages: Iterable[Decision], verdict: str, named: str | None) -> Meant:
    """The one that has this verdict, of the one named if any; all of them when none has it.

    Raises MeantStageRequired when several have it.
    """
    possible = tuple(stage for stage in stages if named in (None, stage.id))
    fitting = tuple(stage for stage in possible if verdict in _words(stage))
    if len(fitting) > 1:
        raise MeantStageRequired(verdict, fitting)
    return Meant(verdict, fitting or possible, bool(fitting))


def _words(stage: Decision) -> tuple[str, str]:
    return stage.verdicts.passed.id, stage.verdicts.failed.id
