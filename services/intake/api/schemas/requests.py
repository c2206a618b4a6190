"""What enterprises send."""

from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    JsonValue,
    StringConstraints,
)

from services.intake.domain.drafting import Amendment
from services.intake.domain.enterprise import Profile
from services.intake.domain.qualification import HeldQualification
from shared import values
from shared.http.also_wrong import readable
from shared.http.plain import NOT_BLANK, Written, expected, something
from shared.http.request_body import RequestBody
from shared.http.sent import SentDay
from shared.mail_address import PATTERN, normalised
from shared.plain_text import half_width, is_one_line, typed, visible
from shared.programmes import UnknownIndustry, industry_code
from shared.programmes.industry import CODE_PATTERN


def _one_line(text: str) -> str:
    seen = visible(text).strip()
    if not seen or not is_one_line(seen):
        raise ValueError("must be one line of printable characters")
    return seen


Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, strip_whitespace=True),
    Field(json_schema_extra=NOT_BLANK),
    AfterValidator(_one_line),
]
Email = Annotated[
    str,
    BeforeValidator(normalised),
    StringConstraints(max_length=254, strip_whitespace=True),
    Written(PATTERN, "must be one e-mail address, such as declare@enterprise.example"),
    AfterValidator(_one_line),
]
Id = Annotated[str, StringConstraints(max_length=60)]
RoundId = Annotated[str, StringConstraints(max_length=20)]
SchemeId = Annotated[
    str,
    StringConstraints(max_length=60),
    Written(
        r"^[a-z0-9]+(-[a-z0-9]+)*$",
        "must be an id of small letters, digits and hyphens, such as high-tech-enterprise",
    ),
]


def _as_typed(code: Any) -> Any:
    return "".join(half_width(code).split()).upper() if isinstance(code, str) else code


def _four_digits(code: str) -> str:
    try:
        return industry_code(code)[1:]
    except UnknownIndustry as error:
        zh = f"“{code}”不是国民经济行业分类（GB/T 4754-2017）的四位代码"
        raise expected(values.Bilingual(zh=zh, en=str(error))) from error


Industry = Annotated[
    str,
    BeforeValidator(_as_typed),
    StringConstraints(max_length=5),
    Field(json_schema_extra={"pattern": CODE_PATTERN}),
    AfterValidator(_four_digits),
]
"""A code of GB/T 4754-2017, with or without the letter of its section, read as four digits."""
Answers = dict[str, JsonValue]
MOST_HELD = 100
"""Qualifications of one enterprise."""


class Text(RequestBody):
    """One text in Chinese and in English."""

    zh: Line
    en: Line

    def text(self) -> values.Bilingual:
        """The text as the domain has it."""
        return values.Bilingual(zh=self.zh, en=self.en)


class QualificationBody(RequestBody):
    """What the enterprise holds: of which scheme, at which level, from when until before when."""

    scheme: SchemeId
    level: SchemeId | None = None
    since: SentDay = Field(alias="from")
    until: SentDay | None = None
    source: Line

    def held(self) -> HeldQualification:
        """The qualification as the domain has it."""
        return HeldQualification(self.scheme, self.level, self.since, self.until, self.source)


class ProfileBody(RequestBody):
    """What an enterprise says of itself, and where its notices go.

    `qualifications` that are left out stay as they are registered.
    """

    name: Text
    district: Id
    industry: Industry
    language: Literal["zh", "en"] = "zh"
    email: Email
    qualifications: list[QualificationBody] | None = Field(None, max_length=MOST_HELD)

    def held(self) -> list[HeldQualification] | None:
        """The qualifications; None when they were left out."""
        given = self.qualifications
        return None if given is None else [each.held() for each in given]

    def profile(self) -> Profile:
        """The profile as the domain has it."""
        return Profile(
            name=self.name.text(),
            district=self.district,
            industry=self.industry,
            language=self.language,
            email=self.email,
        )


class DraftBody(RequestBody):
    """A new draft; answers by the ids of the form."""

    programme: Id
    round: RoundId
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


class AmendmentBody(RequestBody):
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


def readable_amendment(sent: Any) -> Amendment:
    """What a body says of an application by those of its fields that can be read."""
    return Amendment(
        category=readable(Id, sent, "category"),
        district=readable(Id, sent, "district"),
        answers=readable(Answers, sent, "answers"),
    )


def readable_qualifications(sent: Any) -> list[HeldQualification | None]:
    """The qualifications of a body; None in place of one that can't be read."""
    found = readable(list[Any], sent, "qualifications") or []
    read = (readable(QualificationBody, {"it": each}, "it") for each in found[:MOST_HELD])
    return [None if each is None else each.held() for each in read]


class WithdrawalBody(RequestBody):
    """Why the enterprise withdraws."""

    reason: Annotated[
        str,
        BeforeValidator(typed),
        StringConstraints(min_length=1, max_length=500, strip_whitespace=True),
        Field(json_schema_extra=NOT_BLANK),
        AfterValidator(something),
    ]
