"""What is taken about meetings: when and where, who came, who left for which case, the votes."""

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from services.review.api.bounds import Reasoning, Text
from services.review.api.bulk import AT_MOST
from services.review.domain.meetings.agenda import Recusal
from services.review.domain.meetings.meeting import Member
from services.review.domain.stages.decision.kept import Votes
from services.review.usecases.meetings.record_meeting import (
    AdjournmentOrder,
    RecusalOrder,
    VoteOrder,
)
from shared.http.plain import NOT_BLANK, Written
from shared.http.request_body import RequestBody
from shared.http.sent import IS_NUMBER, SentDay, SentFlag

MOST_MEMBERS = 500
MemberId = Annotated[
    str,
    Written(
        r"^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$",
        "must be letters, digits, dots, underscores and hyphens, 80 at most",
    ),
]
Name = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, strip_whitespace=True),
    Field(json_schema_extra=NOT_BLANK),
]
Count = Annotated[int, Field(ge=0, le=MOST_MEMBERS), IS_NUMBER]


class WhenAndWhere(RequestBody):
    """The day of a meeting and its place."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"held_on": "2024-10-30", "venue": "市民中心三楼会议室"}}
    )

    held_on: SentDay
    venue: Name


class MeetingIn(WhenAndWhere):
    """A meeting to plan; `number` is its own, so that it is planned once."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {"number": 1, "held_on": "2024-10-30", "venue": "市民中心三楼会议室"}
        }
    )

    number: Annotated[int, Field(ge=1, le=999), IS_NUMBER]
    stage: Text | None = None
    agenda: Literal["waiting", "empty"] = "waiting"


class AgendaIn(RequestBody):
    """Up to 500 applications to be put on the agenda or taken off it."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {"add": ["0190f7e2c3d4"], "take_off": []},
            "anyOf": [
                {"required": [some], "properties": {some: {"minItems": 1}}}
                for some in ("add", "take_off")
            ],
        }
    )

    add: list[Text] = Field(default=[])
    take_off: list[Text] = Field(default=[])

    @model_validator(mode="after")
    def _some(self) -> Self:
        if not 1 <= len(self.add) + len(self.take_off) <= AT_MOST:
            raise ValueError(f"must name one application or more; at most: {AT_MOST}")
        return self

    def field_of(self, row: int, field: str) -> str:
        """Where the application of this row stands."""
        added = len(self.add)
        return f"add.{row}" if row < added else f"take_off.{row - added}"


class MemberIn(RequestBody):
    """A member of the committee, and whether it is there."""

    id: MemberId
    name: Name
    present: SentFlag


class AttendanceIn(RequestBody):
    """All members that are to be named; whoever is not named is not there."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"members": [{"id": "m01", "name": "张三", "present": True}]}}
    )

    members: list[MemberIn] = Field(min_length=1, max_length=MOST_MEMBERS)

    def all(self) -> list[Member]:
        """The members."""
        return [Member(**member.model_dump()) for member in self.members]


class RecusalIn(RequestBody):
    """A member who leaves for a case, and why."""

    member: MemberId
    reason: Reasoning


class RecusalRow(RequestBody):
    """All who leave for a case; none takes back what was recorded before."""

    application: Text
    recusals: list[RecusalIn] = Field(max_length=MOST_MEMBERS)

    def order(self) -> RecusalOrder:
        """What is to be recorded."""
        recusals = [Recusal(**recusal.model_dump()) for recusal in self.recusals]
        return RecusalOrder(self.application, recusals)


class RecusalsIn(RequestBody):
    """Who leaves for which case, of up to 500."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "cases": [
                    {
                        "application": "0190f7e2c3d4",
                        "recusals": [{"member": "m01", "reason": "曾任该企业顾问。"}],
                    }
                ]
            }
        }
    )

    cases: list[RecusalRow] = Field(min_length=1, max_length=AT_MOST)


class VoteRow(RequestBody):
    """How the committee voted on one application; not to pass it needs a reason."""

    application: Text
    in_favour: Count
    against: Count
    abstained: Count = 0
    opinion: Reasoning
    reason: Text | None = None

    def order(self) -> VoteOrder:
        """What is to be recorded."""
        votes = Votes(in_favour=self.in_favour, against=self.against, abstained=self.abstained)
        return VoteOrder(self.application, votes, self.opinion, self.reason)


class VotesIn(RequestBody):
    """The votes on up to 500 applications."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "votes": [
                    {
                        "application": "0190f7e2c3d4",
                        "in_favour": 15,
                        "against": 2,
                        "abstained": 1,
                        "opinion": "同意通过。",
                    }
                ]
            }
        }
    )

    votes: list[VoteRow] = Field(min_length=1, max_length=AT_MOST)


class AdjournmentIn(RequestBody):
    """Why it is put off."""

    model_config = ConfigDict(json_schema_extra={"example": {"why": "材料待核实。"}})

    why: Reasoning


class AdjournmentRow(AdjournmentIn):
    """A case that is put off to another meeting."""

    application: Text

    def order(self) -> AdjournmentOrder:
        """What is to be recorded."""
        return AdjournmentOrder(self.application, self.why)


class AdjournmentsIn(RequestBody):
    """Up to 500 cases that are put off to another meeting."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {"cases": [{"application": "0190f7e2c3d4", "why": "材料待核实。"}]}
        }
    )

    cases: list[AdjournmentRow] = Field(min_length=1, max_length=AT_MOST)
