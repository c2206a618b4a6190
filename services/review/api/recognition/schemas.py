"""Recognitions: what everybody may read of them, and how a holder's name is corrected."""

from datetime import datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict

from services.review.api.bounds import Name, Reasoning
from services.review.domain.recognition.entering import Entering
from services.review.domain.recognition.recognition import Recognition
from services.review.usecases.recognition.enter_earlier import EnteringPreview
from services.review.usecases.recognition.read_register import RegisterPage
from services.review.usecases.recognition.rename_holder import NewName
from shared.calendar import beijing_date
from shared.http.request_body import RequestBody
from shared.http.sent import SentDay
from shared.values import Bilingual, Day

SHOWN = 100


class FormerNameOut(BaseModel):
    """A name that the holder had, until the day before another one."""

    name: Bilingual
    until_before: Day


class RenewalOut(BaseModel):
    """That it passed the re-evaluation of a round, by which entry; until when it held before."""

    round: str
    list: str
    entry: int
    passed_on: Day
    before: Day | None


class SourceOut(BaseModel):
    """The entry of an announced list, or the document that an officer entered it from."""

    list: str | None
    entry: int | None
    document: str | None


class RecognitionOut(BaseModel):
    """A recognition in its allow-listed fields; `holder` is the name on the day of `as_of`."""

    recognition: str
    number: str
    round: str | None
    subject: str
    holder: Bilingual
    what: Bilingual
    status: Literal["valid", "expired", "suspended", "revoked", "superseded", "struck"]
    since: Day
    until: Day | None
    passed_on: Day | None
    renewals: list[RenewalOut]
    source: SourceOut
    former_names: list[FormerNameOut]
    as_of: datetime

    @classmethod
    def of(cls, found: Recognition, at: datetime) -> Self:
        """The recognition as it is at an instant."""
        return cls.model_validate(
            {
                **found.model_dump(include=cls.model_fields.keys() & set(Recognition.model_fields)),
                "recognition": found.id,
                "renewals": [one.model_dump(exclude={"application"}) for one in found.renewals],
                "holder": found.holder_on(beijing_date(at)),
                "status": found.status_at(at),
                "as_of": at,
            }
        )


class RegisterOut(BaseModel):
    """Recognitions of a programme in order of their numbers; `next` is the cursor to go on from."""

    programme: str
    recognitions: list[RecognitionOut]
    next: str | None

    @classmethod
    def of(cls, programme: str, page: RegisterPage) -> Self:
        """The page."""
        shown = [RecognitionOut.of(found, page.at) for found in page.recognitions]
        return cls(programme=programme, recognitions=shown, next=page.next)


class NameIn(RequestBody):
    """A name in Chinese and in English."""

    zh: Name
    en: Name


class NewNameIn(RequestBody):
    """What a holder is called from a day on, and what proves it."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "name": {"zh": "广东蓝海智能装备有限公司", "en": "Lanhai Smart Equipment"},
                "since": "2020-03-02",
                "reason": "登记机关变更核准通知书，2020-02-28。",
            }
        }
    )

    name: NameIn
    since: SentDay
    reason: Reasoning

    def order(self) -> NewName:
        """What is to be recorded."""
        return NewName(Bilingual(zh=self.name.zh, en=self.name.en), self.since, self.reason)


class EnteredOut(BaseModel):
    """How many recognitions a sheet brings, and how many of its rows are there already."""

    new: int
    unchanged: int

    @classmethod
    def of(cls, found: Entering) -> Self:
        """The answer about a sheet."""
        return cls(new=len(found.new), unchanged=found.unchanged)


class EnteringPreviewOut(EnteredOut):
    """The same before it is done, the first hundred of those that are new, and a confirmation."""

    recognitions: list[RecognitionOut]
    confirmation: str

    @classmethod
    def of_preview(cls, shown: EnteringPreview, at: datetime) -> Self:
        """The preview as JSON."""
        new = [RecognitionOut.of(step.recognition, at) for step in shown.entering.new[:SHOWN]]
        return cls(
            new=len(shown.entering.new),
            unchanged=shown.entering.unchanged,
            recognitions=new,
            confirmation=shown.confirmation,
        )
