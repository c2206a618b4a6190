"""What enterprises send."""

from datetime import date
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
)

from services.intake.domain.drafting import Amendment
from services.intake.domain.enterprise import Profile
from services.intake.domain.fields import four_digits
from services.intake.domain.qualification import HeldQualification
from shared import values
from shared.http.plain import Written
from shared.plain_text import is_one_line, typed, visible


def _one_line(text: str) -> str:
    seen = visible(text).strip()
    if not seen or not is_one_line(seen):
        raise ValueError("must be one line of printable characters")
    return seen


Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, strip_whitespace=True),
    AfterValidator(_one_line),
]
Email = Annotated[
    str,
    StringConstraints(max_length=254, strip_whitespace=True),
    Written(
        r"^[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+$",
        "must be one e-mail address, such as declare@enterprise.example",
    ),
    AfterValidator(_one_line),
]
Id = Annotated[str, StringConstraints(max_length=60)]
SchemeId = Annotated[
    str,
    StringConstraints(max_length=60),
    Written(
        r"^[a-z0-9]+(-[a-z0-9]+)*$",
        "must be an id of small letters, digits and hyphens, such as high-tech-enterprise",
    ),
]
Industry = Annotated[str, StringConstraints(max_length=5)]
Answers = dict[str, JsonValue]


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(_Request):
    """One text in Chinese and in English."""

    zh: Line
    en: Line

    def text(self) -> values.Bilingual:
        """The text as the domain has it."""
        return values.Bilingual(zh=self.zh, en=self.en)


class QualificationBody(_Request):
    """What the enterprise holds: of which scheme, at which level, from when until before when."""

    scheme: SchemeId
    level: SchemeId | None = None
    since: date = Field(alias="from")
    until: date | None = None
    source: Line

    def held(self) -> HeldQualification:
        """The qualification as the domain has it."""
        return HeldQualification(self.scheme, self.level, self.since, self.until, self.source)


class ProfileBody(_Request):
    """What an enterprise says of itself, and where its notices go.

    `qualifications` that are left out stay as they are registered.
    """

    name: Text
    district: Id
    industry: Industry
    language: Literal["zh", "en"] = "zh"
    email: Email
    qualifications: list[QualificationBody] | None = Field(None, max_length=100)

    def held(self) -> list[HeldQualification] | None:
        """The qualifications; None when they were left out."""
        given = self.qualifications
        return None if given is None else [each.held() for each in given]

    def profile(self) -> Profile:
        """The profile. Raises InvalidFields for an industry that does not exist."""
        return Profile(
            name=self.name.text(),
            district=self.district,
            industry=four_digits(self.industry),
            language=self.language,
            email=self.email,
        )


class DraftBody(_Request):
    """A new draft; answers by the ids of the form."""

    programme: Id
    round: str = Field(max_length=20)
    product: Text
    category: Id
    district: Id | None = None
    industry: Industry | None = None
    answers: Answers = Field(default_factory=dict)

    def fields(self) -> Amendment:
        """What it says of the application."""
        return Amendment(
            self.product.text(), self.category, self.industry, self.answers, self.district
        )


class AmendmentBody(_Request):
    """What changes; what is left out stays. Answers are merged, one that is null is erased."""

    product: Text | None = None
    category: Id | None = None
    district: Id | None = None
    industry: Industry | None = None
    answers: Answers | None = None

    def amendment(self) -> Amendment:
        """What changes in the draft."""
        product = None if self.product is None else self.product.text()
        return Amendment(product, self.category, self.industry, self.answers, self.district)


class WithdrawalBody(_Request):
    """Why the enterprise withdraws."""

    reason: Annotated[
        str,
        BeforeValidator(typed),
        StringConstraints(min_length=1, max_length=500, strip_whitespace=True),
    ]
