"""Where a case stands: in which state of which stage, or withdrawn."""

from dataclasses import dataclass

from shared.programmes.path.kinds import Stage
from shared.programmes.path.stage import State, StateWord
from shared.programmes.strict import Bilingual

WITHDRAWN = StateWord(id="withdrawn", name=Bilingual(zh="已撤回", en="Withdrawn"))


@dataclass(frozen=True, slots=True)
class Place:
    """A state of a stage; a case that is withdrawn stands in none."""

    stage: Stage
    state: State

    @property
    def word(self) -> str:
        """The word for it, as queues, answers and documents have it."""
        return self.stage.word(self.state).id

    @property
    def is_open(self) -> bool:
        """Whether a case can still go on from here."""
        return bool(self.stage.table[self.state])
