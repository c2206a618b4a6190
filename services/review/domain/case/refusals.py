"""What a case refuses because of where it stands, and what to do about it."""

from typing import TypeVar

from services.review.domain.case.case import Case
from services.review.domain.case.passing import place_of
from services.review.domain.phrases import a_case, stands, stands_zh
from services.review.domain.stages.registry import next_step_at
from shared.errors import Rejected
from shared.programmes import Place, Programme
from shared.programmes.path import State
from shared.programmes.path.stage import StageBase
from shared.values import Bilingual

S = TypeVar("S", bound=StageBase)


class CaseClosed(Rejected):
    """Nothing more happens to this case."""

    def __init__(self, number: str, place: Place | None) -> None:
        super().__init__(
            f"Application {number} is {stands(place)}, and its case is closed. "
            "Nothing was changed.",
            code="case-closed",
            zh=f"申报 {number} 的状态为{stands_zh(place)}，案件已结束。未作任何更改。",
        )


class WrongStage(Rejected):
    """The case is open, but in another stage than this is done in."""

    def __init__(
        self, number: str, place: Place | None, needed: Bilingual, next_step: Bilingual
    ) -> None:
        super().__init__(
            f"Application {number} is {stands(place)}; this needs {needed.en}. "
            f"Next, {next_step.en}. Nothing was changed.",
            code="wrong-stage",
            zh=f"申报 {number} 的状态为{stands_zh(place)}；此步骤须为{needed.zh}。"
            f"接下来：{next_step.zh}。未作任何更改。",
        )


def expect(case: Case, programme: Programme, kind: type[S], *states: State) -> S:
    """The stage of this kind in which the case stands in one of these states.

    Raises WrongStage or CaseClosed when it stands elsewhere; they ask for the first state.
    """
    place = place_of(case, programme)
    if place is not None and isinstance(place.stage, kind) and place.state in states:
        return place.stage
    stages = (stage for stage in programme.way if isinstance(stage, kind))
    raise not_now(case, programme, *(Place(stage, states[0]) for stage in stages))


def not_now(case: Case, programme: Programme, *needed: Place) -> Rejected:
    """Why this can't be done to the case where it stands; `needed` is where it can."""
    place = place_of(case, programme)
    next_step = None if place is None else next_step_at(place, programme.way)
    if next_step is None:
        return CaseClosed(case.number, place)
    en = " or ".join(dict.fromkeys(a_case(one) for one in needed))
    zh = "或".join(dict.fromkeys(stands_zh(one) for one in needed))
    asked = Bilingual(
        zh=zh or f"{programme.key} 没有的环节", en=en or f"a stage that {programme.key} hasn't"
    )
    return WrongStage(case.number, place, asked, next_step)
