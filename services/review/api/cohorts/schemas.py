"""Cohorts: the numbers that everybody may read, the members, and how one is marked as merged."""

from datetime import datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict

from services.review.api.bounds import Reasoning, Text
from services.review.api.recognition.schemas import NameIn
from services.review.domain.cohorts.cohort import Member
from services.review.domain.cohorts.opening import due_explanation
from services.review.usecases.cohorts.mark_merged import MergerOrder
from services.review.usecases.cohorts.open_cohort import OpeningPreview
from services.review.usecases.cohorts.read_cohort import CohortNow, MembersPage
from shared.http.request_body import RequestBody
from shared.programmes import Path
from shared.programmes.path.kinds.cohort import Calling
from shared.values import Bilingual, Day

SHOWN = 100
State = Literal["called", "submitted", "not_submitted", "merged"]


class StateCount(BaseModel):
    """How many members are in a state."""

    state: State
    name: Bilingual
    members: int


class CohortOut(BaseModel):
    """The cohort of a round: what is called, by when it has to submit, and how far it is."""

    cohort: str
    round: str
    stage: str
    year: int
    members: int
    due_at: datetime
    due_explanation: Bilingual
    opened_at: datetime
    states: list[StateCount]

    @classmethod
    def of(cls, now: CohortNow) -> Self:
        """The cohort as it is now."""
        cohort = now.cohort
        stage = next(s for s in now.programme.path if s.id == cohort.stage)
        way = now.programme.way.cohort
        assert way is not None
        return cls(
            cohort=cohort.id,
            round=cohort.round,
            stage=cohort.stage,
            year=cohort.year,
            members=cohort.members,
            due_at=cohort.due_at,
            due_explanation=due_explanation(cohort.due_at, way),
            opened_at=cohort.opened_at,
            states=[
                StateCount(
                    state=state.value,
                    name=_plain(stage.usual_words[state]),
                    members=now.states.get(state, 0),
                )
                for state in Calling
            ],
        )


class MergerOut(BaseModel):
    """Into which enterprise a member was merged, and what proves it."""

    into: str
    name: Bilingual
    reason: str
    by: str
    at: datetime


class MemberOut(BaseModel):
    """A member: which recognition it is, why it is in the cohort, and where it stands."""

    application: str
    recognition: str
    number: str
    subject: str
    holder: Bilingual
    what: Bilingual
    district: str | None
    counted_as: Literal["recognised", "passed"]
    day: Day
    state: State
    state_name: Bilingual
    due_at: datetime
    due_explanation: Bilingual
    merger: MergerOut | None

    @classmethod
    def of(cls, member: Member, way: Path) -> Self:
        """The member as JSON."""
        stage = member.stage_in(way)
        kept = cls.model_fields.keys() & set(Member.model_fields)
        return cls.model_validate(
            {
                **member.model_dump(include=kept - {"state"}),
                "application": member.id,
                "state": member.state.value,
                "state_name": _plain(stage.usual_words[member.state]),
                "due_explanation": due_explanation(member.due_at, stage),
            }
        )


class CohortPreviewOut(BaseModel):
    """Who would be called now: how many, the first hundred, and a confirmation."""

    year: int
    due_at: datetime
    due_explanation: Bilingual
    count: int
    members: list[MemberOut]
    confirmation: str

    @classmethod
    def of(cls, shown: OpeningPreview, way: Path) -> Self:
        """The preview as JSON."""
        cohort, stage = shown.opened.cohort, way.cohort
        assert stage is not None
        return cls(
            year=cohort.year,
            due_at=cohort.due_at,
            due_explanation=due_explanation(cohort.due_at, stage),
            count=cohort.members,
            members=[MemberOut.of(step.member, way) for step in shown.opened.members[:SHOWN]],
            confirmation=shown.confirmation,
        )


class MembersOut(BaseModel):
    """Members in order of their numbers in the register; `next` is the cursor to go on from."""

    members: list[MemberOut]
    next: str | None

    @classmethod
    def of(cls, page: MembersPage) -> Self:
        """The page."""
        way = page.programme.way
        return cls(members=[MemberOut.of(one, way) for one in page.members], next=page.next)


class MergerIn(RequestBody):
    """The enterprise that a member was merged into, and what proves it."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "into": "91310000132200821H",
                "name": {"zh": "上海某某集团有限公司", "en": "Shanghai Example Group Co., Ltd."},
                "reason": "登记机关准予合并通知书，2017-12-20。",
            }
        }
    )

    into: Text
    name: NameIn
    reason: Reasoning

    def order(self) -> MergerOrder:
        """What is to be recorded."""
        return MergerOrder(self.into, Bilingual(zh=self.name.zh, en=self.name.en), self.reason)


def _plain(name: Bilingual) -> Bilingual:
    return Bilingual(zh=name.zh, en=name.en)
