"""What enterprises send."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, StringConstraints

from services.intake.domain.drafting import Amendment
from services.intake.domain.enterprise import Profile
from services.intake.domain.fields import four_digits
from shared import values
from shared.http.plain import Written


def _one_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError("must be one line of printable characters")
    return text


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


class ProfileBody(_Request):
    """What an enterprise says of itself, and where its notices go."""

    name: Text
    district: Id
    industry: Industry
    language: Literal["zh", "en"] = "zh"
    email: Email

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
    industry: Industry | None = None
    answers: Answers = Field(default_factory=dict)

    def fields(self) -> Amendment:
        """What it says of the application."""
        return Amendment(self.product.text(), self.category, self.industry, self.answers)


class AmendmentBody(_Request):
    """What changes; what is left out stays. Answers are merged, one that is null is erased."""

    product: Text | None = None
    category: Id | None = None
    industry: Industry | None = None
    answers: Answers | None = None

    def amendment(self) -> Amendment:
        """What changes in the draft."""
        product = None if self.product is None else self.product.text()
        return Amendment(product, self.category, self.industry, self.answers)


class WithdrawalBody(_Request):
    """Why the enterprise withdraws."""

    reason: Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]
