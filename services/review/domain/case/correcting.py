"""An office takes back what it did last, so that it can do it anew; both are kept.

The case stands in the stage of that act as before it. Whatever another stage, a list or a clock has
made of it since is not undone by that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.review.domain.case.addressee import addressee_of
from services.review.domain.case.case import Case, Step
from services.review.domain.case.corrected import Correction, What
from services.review.domain.case.passing import place_of, stands_after, take_back
from services.review.domain.case.refusals import not_now
from services.review.domain.phrases import stands
from services.review.domain.stages.decision.joint import letters_in
from services.review.domain.stages.formal_review.kept import STATUTE, TakenBack
from services.review.domain.stages.formal_review.notification import is_notified
from services.review.domain.stages.formal_review.taking_back import take_back_notification
from shared.calendar import Calendar, count
from shared.contracts.reviews import ActTakenBack
from shared.errors import Rejected
from shared.programmes import Programme, Stage
from shared.programmes.path import (
    Announcement,
    Construction,
    Decision,
    FormalReview,
    Recommendation,
    State,
)
from shared.programmes.path.kinds.formal_review import Reviewing
from shared.values import Bilingual

_LETTER: What = "letter"
_DECISION: What = "decision"

Acting = FormalReview | Recommendation | Decision


class NothingToCorrect(Rejected):
    """No office has done anything in the stage that it could take back."""

    def __init__(self, number: str, where: str) -> None:
        super().__init__(
            f"Application {number} is {where}; there is nothing to take back. What is not "
            "concluded is judged or decided anew. Nothing was changed.",
            code="nothing-to-correct",
            zh=f"{number}目前没有可以撤回更正的决定；尚未办结的，可直接重新认定。未作任何更改。",
        )


class AcceptedByStatute(Rejected):
    """The formal review was ended by statute, and by no office."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"No office has accepted {number}: its time was over, and it counts as accepted by "
            "statute. Nothing was changed.",
            code="nothing-to-correct",
            zh=f"{number}系审查期限届满依规定视为受理，并非机构作出的决定，不能撤回。未作任何更改。",
        )


class ActedOnSince(Rejected):
    """A later stage has acted on the case, so that what it went by stays."""

    def __init__(self, number: str, stage: Stage) -> None:
        super().__init__(
            f"{stage.name.en} ({stage.name.zh}) has acted on application {number} since. What was "
            "done there has to be taken back first. Nothing was changed.",
            code="acted-on-since",
            zh=f"{stage.name.zh}环节已对{number}作出处理，须先由该环节撤回。未作任何更改。",
        )


class ResultPublic(Rejected):
    """The list was announced: what everybody could read is not corrected like this."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"The result of application {number} is announced, and nothing that led to it can be "
            "taken back. Nothing was changed.",
            code="already-announced",
            zh=f"{number}的结果已经公布，其依据的各项决定不能再撤回。未作任何更改。",
        )


class NoLetterOfYours(Rejected):
    """In a joint decision each office takes back its own letter."""

    def __init__(self, number: str, stage: Decision) -> None:
        super().__init__(
            f"In {stage.name.en} ({stage.name.zh}) each office takes back its own letter, and "
            f"there is none of yours about application {number}. Nothing was changed.",
            code="nothing-to-correct",
            zh=f"{stage.name.zh}环节由各单位撤回本单位的来函，{number}没有贵单位的来函。未作任何更改。",
        )


@dataclass(frozen=True, slots=True)
class Mistake:
    """Who takes back what they did, and why."""

    reason: str
    by: str
    office: str | None


def stage_acted_in(case: Case, programme: Programme) -> Acting:
    """The stage in which an office acted last on the case; raises why there is none."""
    place = place_of(case, programme)
    if place is None:
        raise not_now(case, programme)
    if isinstance(place.stage, FormalReview) and place.state is not Reviewing.REVIEWING:
        return place.stage
    if isinstance(place.stage, Decision) and (
        place.state is not place.stage.first or _letters_here(case, place.stage)
    ):
        return place.stage
    if case.outcome is not None and not place.is_open:
        raise ResultPublic(case.number)
    before = stands_after(case, programme)
    if isinstance(before, Announcement):
        raise ResultPublic(case.number)
    if not isinstance(before, FormalReview | Recommendation | Decision):
        raise NothingToCorrect(case.number, stands(place))
    if isinstance(place.stage, FormalReview) and _has_acted(case):
        raise ActedOnSince(case.number, place.stage)
    if isinstance(place.stage, Construction) and case.built is not None:
        raise ActedOnSince(case.number, place.stage)
    return before


def correct(
    case: Case, stage: Acting, programme: Programme, calendar: Calendar, said: Mistake, at: datetime
) -> Step:
    """The case before the last act in this stage, which is that of `stage_acted_in`.

    Raises AcceptedByStatute, NothingToCorrect, NoLetterOfYours and SupplementBegun.
    """
    if isinstance(stage, FormalReview) and is_notified(case, programme):
        why = TakenBack(reason=said.reason, by=said.by, at=at)
        return take_back_notification(case, stage, programme, calendar, why)
    kept = _kept(case, stage, programme, said)
    what, facts, after = kept.what, kept.facts, kept.without
    back, lost = take_back(
        after,
        programme,
        stage,
        to=kept.to,
        at=at,
        due_at=_review_by(kept.to, programme, calendar, at),
    )
    correction = Correction(
        stage=stage.id,
        what=what,
        reason=said.reason,
        by=said.by,
        at=at,
        milestones=lost,
        **facts,
    )
    corrected = back.model_copy(update={"corrections": (*case.corrections, correction)})
    secret = isinstance(stage, Decision) and stage.sealed
    hidden = secret or what == _LETTER
    event = ActTakenBack(
        application=case.application,
        number=case.number,
        stage=stage.id,
        stage_name=Bilingual(zh=stage.name.zh, en=stage.name.en),
        what=what,
        in_favour=None if hidden else kept.in_favour,
        done_at=None if hidden else kept.done_at,
        still_asked=case.supplement_round if kept.to is Reviewing.AWAITING_DELIVERY else None,
        reason=None if secret else said.reason,
        by=said.by,
        addressee=None if hidden else addressee_of(case, programme),
        at=at,
        standing=corrected.standing,
    )
    return Step(corrected, (event,))


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is taken back, and the case without it, to stand in the state `to` of the stage."""

    what: What
    done_at: datetime
    in_favour: bool
    facts: dict[str, Any]
    without: Case
    to: State


def _kept(case: Case, stage: Acting, programme: Programme, said: Mistake) -> _Kept:
    match stage:
        case FormalReview():
            return _conclusion(case)
        case Recommendation():
            given = case.recommendation
            assert given is not None
            *earlier, last = case.earlier_recommendations or (None,)
            update = {"recommendation": last, "earlier_recommendations": tuple(earlier)}
            without = case.model_copy(update=update)
            facts = {"recommendation": given}
            return _Kept("recommendation", given.at, True, facts, without, stage.first)
        case Decision(joint=()):
            made = case.decision
            assert made is not None
            passed, decided = made.has_passed(programme.way), {"decision": made}
            return _Kept("decision", made.at, passed, decided, _undecided(case), stage.first)
        case Decision():
            return _letter(case, stage, programme, said)


def _conclusion(case: Case) -> _Kept:
    ended = case.conclusion
    if ended is None or ended.by == STATUTE:
        raise AcceptedByStatute(case.number)
    asked = case.notifications[-1] if case.notifications else None
    undelivered = asked is not None and asked.is_undelivered
    to = Reviewing.AWAITING_DELIVERY if undelivered else Reviewing.REVIEWING
    without = case.model_copy(update={"conclusion": None})
    return _Kept("conclusion", ended.at, ended.accepted, {"conclusion": ended}, without, to)


def _letter(case: Case, stage: Decision, programme: Programme, said: Mistake) -> _Kept:
    own = [one for one in letters_in(case, stage) if one.office == said.office]
    if not own:
        raise NoLetterOfYours(case.number, stage)
    facts: dict[str, Any] = {"letter": own[0]}
    made = case.decision
    passed = own[0].verdict == stage.verdicts.passed.id
    without, what, done_at = case, _LETTER, own[0].at
    if made is not None and made.stage == stage.id:
        facts["decision"] = made
        without, what, done_at = _undecided(case), _DECISION, made.at
        passed = made.has_passed(programme.way)
    letters = tuple(one for one in case.letters if one is not own[0])
    without = without.model_copy(update={"letters": letters})
    return _Kept(what, done_at, passed, facts, without, stage.first)


def _has_acted(case: Case) -> bool:
    return bool(case.verdicts or case.file_verdicts or case.supplements_asked)


def _undecided(case: Case) -> Case:
    *earlier, last = case.earlier_decisions or (None,)
    return case.model_copy(update={"decision": last, "earlier_decisions": tuple(earlier)})


def _letters_here(case: Case, stage: Decision) -> Sequence[object]:
    return letters_in(case, stage) if stage.joint else ()


def _review_by(
    to: State, programme: Programme, calendar: Calendar, at: datetime
) -> datetime | None:
    """Whoever reviews anew has as long as with a supplement."""
    if to is not Reviewing.REVIEWING:
        return None
    return count(programme.clocks.notify_within, at, calendar).due_at
