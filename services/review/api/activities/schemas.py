"""What is taken about activities: when and where, who took part, and why something changes."""

from typing import Annotated, Self

from pydantic import ConfigDict, Field, model_validator

from services.review.api.bounds import Name, Reasoning, Text
from services.review.api.bulk import AT_MOST
from services.review.usecases.activities.record_attendance import AttendanceOrder
from shared.http.request_body import RequestBody
from shared.http.sent import IS_NUMBER, SentDay
from shared.values import Bilingual


class DayAndVenue(RequestBody):
    """The day of an activity and where it is held."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"held_on": "2023-06-26", "venue": "会展中心"}}
    )

    held_on: SentDay
    venue: Name


class ActivityIn(DayAndVenue):
    """An activity to plan, by its id in the programme; `number` counts how often it is held."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "activity": "roadshow",
                "number": 1,
                "held_on": "2023-06-26",
                "venue": "会展中心",
            }
        }
    )

    activity: Text
    number: Annotated[int, Field(ge=1, le=999), IS_NUMBER] = 1


class HoldingIn(RequestBody):
    """That it was held, by default on the day planned; a reason puts that day right later."""

    model_config = ConfigDict(json_schema_extra={"example": {"held_on": "2023-06-26"}})

    held_on: SentDay | None = None
    reason: Reasoning | None = None


class CallingOffIn(RequestBody):
    """Why it is not held."""

    model_config = ConfigDict(json_schema_extra={"example": {"reason": "场地检修。"}})

    reason: Reasoning


class ParticipantName(RequestBody):
    """What an enterprise that has no application in the round is called."""

    zh: Name
    en: Name


class AttendanceRow(RequestBody):
    """Who took part as what: an application of the round, or an enterprise by code and name.

    A change of what is recorded needs a reason; without any role it is taken back.
    """

    application: Text | None = None
    uscc: Text | None = None
    enterprise: ParticipantName | None = None
    roles: list[Text] = Field(max_length=10)
    reason: Reasoning | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        named = self.uscc is not None and self.enterprise is not None
        if (self.application is None) != named or (self.application and self.uscc):
            raise ValueError("must name an application, or an enterprise by uscc and enterprise")
        return self

    def order(self) -> AttendanceOrder:
        """What is to be recorded."""
        name = self.enterprise
        return AttendanceOrder(
            application=self.application,
            uscc=self.uscc,
            enterprise=None if name is None else Bilingual(zh=name.zh, en=name.en),
            roles=self.roles,
            reason=self.reason,
        )


class AttendancesIn(RequestBody):
    """Up to 500 who took part."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "attendances": [
                    {"application": "0190f7e2c3d4", "roles": ["presented"]},
                    {
                        "uscc": "91350100M000100Y43",
                        "enterprise": {"zh": "某某银行", "en": "Example Bank"},
                        "roles": ["attended"],
                    },
                ]
            }
        }
    )

    attendances: list[AttendanceRow] = Field(min_length=1, max_length=AT_MOST)
