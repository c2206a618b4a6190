"""What all kinds of stage have in common."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints

from shared.programmes import shapes
from shared.programmes.conditions import Condition
from shared.programmes.path.milestone import Milestone, MilestoneId
from shared.programmes.strict import Bilingual, Slug, Strict

StageId = Annotated[str, StringConstraints(pattern=shapes.STAGE_ID, max_length=40)]
Official = Literal["association", "recommender", "reviewer", "officer"]
Role = Literal["enterprise"] | Official


class State(Enum):
    """Where a case stands within a stage; each kind of stage has its own, equal to no other's."""


class Leaving(Enum):
    """How a case leaves a stage; no text, or a state of the same name would be equal to it."""

    PASSED = "passed"
    FAILED = "failed"


Table = Mapping[State, frozenset[State | Leaving]]
"""From each state to where a case may go from it; whatever is not in it never happens."""


class StateWord(Strict):
    """One word, unique in its path, for a case in this state: in queues, answers and documents."""

    id: MilestoneId
    name: Bilingual


class Milestones(Strict):
    """The milestones that a kind of stage can give, each by the moment that it stands for."""

    def given(self) -> Iterator[tuple[str, Milestone]]:
        """The moments that give one, in order."""
        for moment in type(self).model_fields:
            milestone = getattr(self, moment)
            if milestone is not None:
                yield moment, milestone


class StageBase(Strict):
    """A stage of a programme: what is done, by whom, and what it gives.

    `office` names who of the role acts, by an id of the programme's offices. Without it those act
    that other stages name for the role, and where none does, whoever has the role. A case for which
    `when` is not true passes by. `words` names states of the stage.
    """

    works_on: ClassVar[Literal["case", "list"]]
    states: ClassVar[type[State]]
    table: ClassVar[Table]
    usual_words: ClassVar[Mapping[State, Bilingual]]

    id: StageId
    name: Bilingual
    by: Role
    office: Slug | None = None
    when: Condition | None = None
    words: dict[str, StateWord] = Field(default_factory=dict)

    @property
    def first(self) -> State:
        """The state in which a case enters the stage."""
        return next(iter(self.states))

    @property
    def reachable(self) -> tuple[State, ...]:
        """The states in which a case of this stage may stand."""
        return tuple(self.states)

    @property
    def given(self) -> Iterator[tuple[str, Milestone]]:
        """Its milestones, by the moment that gives each."""
        milestones: Any = getattr(self, "milestones", None)
        return iter(()) if milestones is None else milestones.given()

    def word(self, state: State) -> StateWord:
        """The word for a case in this state."""
        if state.value in self.words:
            return self.words[state.value]
        id_ = self.id.replace("-", "_")
        if state is self.first:
            return StateWord(id=id_, name=self.name)
        return StateWord(id=f"{id_}_{state.value}"[:40], name=self.usual_words[state])
