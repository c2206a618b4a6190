"""What review says of a case that goes along a path, and what its enterprise may make of it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from services.intake.consumers.table import HEARD
from services.intake.domain.application import Application
from services.intake.domain.stages import submitted
from services.intake.domain.submitting import submit
from shared.contracts.base import Event, Standing
from shared.contracts.outcomes import Listed, NotRecognised, OutcomeGiven, Recognised
from shared.contracts.reviews import (
    ActTakenBack,
    ApplicationAccepted,
    ApplicationNotAccepted,
    ApplicationRecommended,
    CaseClosed,
    CaseReopened,
    LeftOutOfList,
    StageConcluded,
    TakenInForList,
    WithdrawalRefused,
)
from shared.messaging.incoming import Incoming
from shared.programmes import Programme, Stage
from shared.programmes.path import (
    Announcement,
    Decision,
    FormalReview,
    Milestone,
    Recommendation,
)
from shared.programmes.path.kinds.announcement import Announcing
from shared.values import Bilingual
from tests.unit.intake.applications import NOON, USCC
from tests.unit.intake.paths import a_draft_of

TEXT = Bilingual(zh="某", en="Some")
REASON = Bilingual(zh="依据不足", en="It is not substantiated.")


class Review:
    """A case on its way along a path.

    `word` is what its enterprise may call its application, and `stands_in` the stage in which it
    may know it to be; None when it has ended.
    """

    def __init__(self, programme: Programme, case: str, answers: Mapping[str, Any]) -> None:
        self.programme = programme
        self.case = case
        self.answers = answers
        self.said: list[Incoming[Any]] = []
        self.word = submitted(programme.way).id
        self.at = self.stands_in = self._after(programme.way.entry)
        self._reached: dict[str, datetime] = {}
        self._word_before = self.word
        self._decided = True
        self._now = NOON

    @property
    def ended(self) -> bool:
        """Whether it goes no further."""
        return self.stands_in is None

    @property
    def may_reopen(self) -> bool:
        """Whether it was the formal review that ended it."""
        return self.ended and isinstance(self.at, FormalReview)

    @property
    def refused(self) -> bool:
        """Whether a withdrawal comes too late, since the outcome is announced."""
        return self.ended and isinstance(self.at, Announcement)

    def goes_on(self, *, passes: bool) -> None:
        """The case leaves the stage in which it is, each time a minute later."""
        self._now += timedelta(minutes=1)
        match self.at:
            case FormalReview() as stage:
                said = ApplicationAccepted if passes else ApplicationNotAccepted
                self._leaves(stage, passes, said)
            case Recommendation() as stage:
                self._leaves(stage, True, ApplicationRecommended)
            case Decision(sealed=True) as stage:
                self._decides_in_secret(stage, passes)
            case Decision() as stage:
                self._decided = passes
                self._leaves(stage, passes, StageConcluded, **self._concluded(stage, passes))
            case Announcement() as stage:
                self._announces(stage)

    def reopens(self) -> None:
        """The formal review goes on after all."""
        stage = self.at
        assert isinstance(stage, FormalReview)
        self.stands_in, self.word = stage, self._word_before
        assert stage.milestones.failed is not None
        del self._reached[stage.milestones.failed.id]
        self._say(CaseReopened)

    def takes_back(self, stage: Stage, why: str | None) -> None:
        """The office takes back what it did last in this stage."""
        for moment, given in stage.given:
            if moment in ("passed", "failed", "decided"):
                self._reached.pop(given.id, None)
        self.at = self.stands_in = stage
        self._say(
            ActTakenBack,
            stage=stage.id,
            stage_name=Bilingual(zh=stage.name.zh, en=stage.name.en),
            what="decision" if isinstance(stage, Decision) else "conclusion",
            reason=why,
        )

    def leaves_out(self, why: str) -> None:
        """The office freezes the last list without it."""
        self._say(LeftOutOfList, list="l1", stage=self.programme.way.final.id, reason=why)

    def takes_in(self) -> None:
        """That list is unfrozen."""
        self._say(TakenInForList, list="l1", stage=self.programme.way.final.id)

    def answers_withdrawal(self) -> None:
        """Closes the case, or refuses."""
        self._say(WithdrawalRefused if self.refused else CaseClosed)

    def _leaves(self, stage: Stage, passes: bool, said: type[Event], /, **more: Any) -> None:
        self._word_before = self.word
        given = self._reaches(stage, passes=passes)
        if passes:
            self.at = self.stands_in = self._after(stage)
        else:
            self.stands_in = None
        self.word = self.word if given is None else given.id
        self._say(said, **more)

    def _decides_in_secret(self, stage: Decision, passes: bool) -> None:
        self._decided = passes
        self._reaches(stage)
        self.at = self._after(stage)
        if stage.events == "stage":
            self._say(StageConcluded, **self._concluded(stage, None))

    def _announces(self, stage: Announcement) -> None:
        given = self._reaches(stage, passes=self._decided)
        following = self._after(stage) if self._decided else None
        self.at, self.stands_in = following or stage, following
        if stage.events == "recognition":
            self.word = stage.word(Announcing.ANNOUNCED).id
            self._say(Recognised if self._decided else NotRecognised)
        else:
            self.word = stage.id if self.ended else self.word
            self._say(OutcomeGiven, **self._outcome(stage, given))
        self.word = self.word if given is None else given.id

    def _reaches(self, stage: Stage, *, passes: bool | None = None) -> Milestone | None:
        moment = "decided" if passes is None else "passed" if passes else "failed"
        given = dict(stage.given).get(moment)
        if given is not None:
            self._reached[given.id] = self._now
        return given

    def _after(self, stage: Stage) -> Stage | None:
        return self.programme.way.after(stage, self.answers)

    def _concluded(self, stage: Decision, passes: bool | None) -> dict[str, Any]:
        following = self._after(stage)
        given = None if passes is None else dict(stage.given).get("passed" if passes else "failed")
        return {
            "stage": stage.id,
            "stage_name": stage.name,
            "kind": stage.kind,
            "outcome": "sealed" if passes is None else "passed" if passes else "failed",
            "milestone": given and given.id,
            "reason_text": REASON if passes is False else None,
            "next": None if passes is False or following is None else following.id,
        }

    def _outcome(self, stage: Stage, given: Milestone | None) -> dict[str, Any]:
        entry = Listed(uscc=USCC, enterprise=TEXT, product=TEXT, entry=7)
        return {
            "stage": stage.id,
            "outcome": stage.id if given is None else given.id,
            "outcome_name": stage.name if given is None else given.name,
            "success": self._decided,
            "final": self.ended,
            "listed": entry if self._decided else None,
        }

    def _say(self, said: type[Event], /, **more: Any) -> None:
        everything: dict[str, Any] = {
            "application": self.case,
            "number": "N-1",
            "uscc": USCC,
            "enterprise": TEXT,
            "product": TEXT,
            "reason": "r",
            "reason_text": REASON,
            "verdict": None,
            "opinion": "secret opinion",
            "recommender": "jiangmen",
            "sheet": "s",
            "rank": 1,
            "received_at": NOON,
            "why": "withdrawn",
            "list": "l",
            "entry": 7,
            "by": "somebody",
            "rule_version": self.programme.version,
            "at": self._now,
            "standing": self._standing(),
        }
        named = {n: v for n, v in (everything | more).items() if n in said.model_fields}
        seq = 1 + sum(each.stream == said.topic for each in self.said)
        event = said.model_validate(named)
        self.said.append(Incoming(event, said.topic, self.case, seq, f"e/{seq}", NOON, None))

    def _standing(self) -> Standing:
        return Standing(
            programme=self.programme.id,
            programme_version=self.programme.version,
            round="2019",
            district="pengjiang",
            industry="3912",
            category="new-materials",
            milestones=dict(self._reached),
        )


def hear(application: Application, incoming: Incoming[Any]) -> Application:
    """The application after an event, as intake's own translation has it."""
    news = HEARD[type(incoming.event)](incoming)
    assert news is not None
    return news.heard_by(application)


def an_application(programme: Programme, **answers: Any) -> Application:
    """A submitted application in a round of this programme."""
    draft = a_draft_of(programme, **answers)
    return submit(draft, key="s", number="N-1", round_=programme.round("2019"), at=NOON)


def review_of(application: Application, programme: Programme) -> Review:
    """Review, which has just heard of it."""
    return Review(programme, application.id, application.answers)


def after(application: Application, review: Review, *passes: bool) -> Application:
    """The application after its case has left so many stages, passing them or not."""
    heard = len(review.said)
    for each in passes:
        review.goes_on(passes=each)
    for incoming in review.said[heard:]:
        application = hear(application, incoming)
    return application


def along(programme: Programme, *passes: bool, **answers: Any) -> Application:
    """An application whose case has left so many stages."""
    application = an_application(programme, **answers)
    return after(application, review_of(application, programme), *passes)
