"""How objections come to count, and those that do not yet."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict

from services.review.api.bounds import Note
from services.review.domain.lists.objection import Objection
from shared.http.plain import Written
from shared.http.request_body import RequestBody
from shared.plain_text import half_width
from shared.values import Bilingual


def _without_blanks(text: str) -> str:
    return "".join(text.split())


class CodeIn(RequestBody):
    """The code that was mailed to the objector."""

    model_config = ConfigDict(json_schema_extra={"example": {"code": "20481357"}})

    code: Annotated[
        str,
        AfterValidator(half_width),
        AfterValidator(_without_blanks),
        Written(r"^[0-9]{8}$", "must be the eight digits of the mail"),
    ]


class ContactIn(RequestBody):
    """How an officer verified who objects; `proof` says by what that can be seen later."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {"how": "phone", "proof": "通话登记第12号，本人确认提出异议。"}
        }
    )

    how: Literal["phone", "in_person", "letter"]
    proof: Note


class VerifiedOut(BaseModel):
    """How a contact was verified, when, and by which account and proof if an officer did it."""

    how: Literal["code", "phone", "in_person", "letter"]
    at: datetime
    by: str | None
    proof: str | None


class OnPaperOut(BaseModel):
    """Which account entered an objection on paper, when, and by what its date is seen."""

    by: str
    at: datetime
    proof: str


class UnverifiedOut(BaseModel):
    """An objection that does not count: it waits until `verify_by`, or has lapsed.

    `mail_refused` is what the mail server said of an address that takes no code.
    """

    objection: str
    entry: int
    application: str
    state: Literal["unverified", "lapsed"]
    facts: str
    evidence: str
    filed_at: datetime
    verify_by: datetime
    explanation: Bilingual
    mail_refused: str | None
    entered: OnPaperOut | None

    @classmethod
    def of(cls, objection: Objection, refused: str | None) -> Self:
        """The objection as JSON."""
        entered = objection.entered
        return cls.model_validate(
            {
                **dict(objection),
                "objection": objection.id,
                "explanation": objection.verify_term,
                "mail_refused": refused,
                "entered": None if entered is None else dict(entered),
            }
        )


class UnverifiedPage(BaseModel):
    """Objections that do not count, the oldest first; `next` is the cursor of the next page."""

    objections: list[UnverifiedOut]
    next: int | None
