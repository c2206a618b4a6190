"""The shapes of requests and answers."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, StringConstraints

from services.intake.domain.application import Stage
from shared.http.plain import Written

NAME_EXAMPLE = {"zh": "江门某某科技有限公司", "en": "Jiangmen Example Technology Co., Ltd."}
PRODUCT_EXAMPLE = {"zh": "智能伺服控制器", "en": "Intelligent servo controller"}


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
    StringConstraints(
        max_length=254,
        strip_whitespace=True,
    ),
    Written(
        r"^[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+$",
        "must be one e-mail address, such as declare@enterprise.example",
    ),
    AfterValidator(_one_line),
]


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(_Request):
    """One text in Chinese and in English."""

    zh: Line
    en: Line


class ProfileBody(_Request):
    """What an enterprise says of itself, and where its notices go."""

    name: Text = Field(examples=[NAME_EXAMPLE])
    district: str = Field(max_length=60, examples=["pengjiang"])
    industry: str = Field(
        max_length=5, description="GB/T 4754-2017, as 3912 or C3912", examples=["3912"]
    )
    language: Literal["zh", "en"] = Field("zh", description="the language of its notices")
    email: Email = Field(examples=["declare@enterprise.example"])


class DraftBody(_Request):
    """A new draft; answers by the ids of the form."""

    programme: str = Field(max_length=60, examples=["gd-hightech-product-jiangmen"])
    round: str = Field(max_length=20, examples=["2019"])
    product: Text = Field(examples=[PRODUCT_EXAMPLE])
    category: str = Field(max_length=60, examples=["electronic-information"])
    industry: str | None = Field(
        None, max_length=5, description="the enterprise's own, if left out", examples=["3912"]
    )
    answers: dict[str, JsonValue] = Field(default_factory=dict, examples=[{"regulated": False}])


class AmendmentBody(_Request):
    """What changes; what is left out stays. Answers are merged, one that is null is erased."""

    product: Text | None = Field(None, examples=[PRODUCT_EXAMPLE])
    category: str | None = Field(None, max_length=60)
    industry: str | None = Field(None, max_length=5)
    answers: dict[str, JsonValue] | None = Field(None, examples=[{"regulated": True}])


class WithdrawalBody(_Request):
    """Why the enterprise withdraws."""

    reason: Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]


class Bilingual(BaseModel):
    """One text in Chinese and in English."""

    zh: str
    en: str


class EnterpriseView(BaseModel):
    """A registered enterprise."""

    uscc: str = Field(examples=["91440703MA4UQ8XK1X"])
    name: Bilingual = Field(examples=[NAME_EXAMPLE])
    district: str
    industry: str
    language: str
    email: str
    former_names: list[Bilingual]
    version: int


class MaterialView(BaseModel):
    """A file that was taken: what it really is, and its hash."""

    id: str = Field(examples=["M01-3fa9c1d2e4b5a607"])
    requirement: str = Field(examples=["M01"])
    filename: str
    kind: Literal["pdf", "ofd", "xlsx", "png", "jpeg"]
    pages: int | None
    size: int = Field(description="bytes")
    sha256: str
    received_at: datetime


class ApplicationSummary(BaseModel):
    """An application in a list."""

    id: str
    stage: Stage
    number: str | None = Field(examples=["GHPJ-2019-000123"])
    programme: str
    round: str
    product: Bilingual = Field(examples=[PRODUCT_EXAMPLE])
    category: str
    created_at: datetime
    received_at: datetime | None
    supplement_open: bool


class ApplicationView(ApplicationSummary):
    """An application with everything in it."""

    version: int
    uscc: str
    enterprise: Bilingual
    district: str
    programme_version: str
    industry: str
    answers: dict[str, Any]
    materials: list[MaterialView]


class ApplicationPage(BaseModel):
    """Some applications, the newest first; `next` is the cursor of the next page."""

    applications: list[ApplicationSummary]
    next: str | None


class UploadView(BaseModel):
    """The materials that this request was about, and the application's version now."""

    materials: list[MaterialView]
    version: int


class Receipt(BaseModel):
    """Proof of submission."""

    id: str
    number: str = Field(examples=["GHPJ-2019-000123"])
    received_at: datetime
    stage: Stage


class SupplementReceipt(Receipt):
    """Proof that a supplement arrived; `items` are the ids that came."""

    supplement_round: int
    items: list[str]


class FindingView(BaseModel):
    """One item of the checklist and where it stands."""

    requirement: str
    status: Literal["met", "missing", "invalid", "optional", "not_applicable"]
    clause: Bilingual
    name: Bilingual
    reason: str | None
    reason_text: Bilingual | None
    acceptable: Bilingual
    alternatives: list[str]


class DemandView(BaseModel):
    """One thing to do: send every item of `choose` of the branches; an only branch is no choice.

    Where a branch is a choice itself, `ways` has for each the sets of items of which one suffices.
    """

    branches: list[list[str]]
    choose: int
    ways: list[list[list[str]]]


class SelfCheckView(BaseModel):
    """Whether formal review would find anything missing, and what of it must come."""

    complete: bool
    findings: list[FindingView]
    demands: list[DemandView]


class MissingView(BaseModel):
    """One thing to send, why, and what will do."""

    requirement: str
    name: Bilingual
    clause: str
    reason: str
    reason_text: Bilingual
    acceptable: Bilingual
    alternatives: list[str]


class TimelineItemView(BaseModel):
    """One thing that happened."""

    at: datetime
    what: str
    text: Bilingual
    by: str


class TimelineView(BaseModel):
    """The application in plain words: what happened, whose turn it is, by when."""

    id: str
    number: str | None
    stage: Stage
    turn: Literal["enterprise", "association", "recommender", "reviewer", "public", "nobody"]
    next_step: Bilingual
    due_at: datetime | None
    due_explanation: Bilingual | None
    missing: list[MissingView]
    demands: list[DemandView]
    events: list[TimelineItemView]


class ProgressView(BaseModel):
    """How many applications of a round are in each stage."""

    counts: dict[Stage, int]
    supplement_open: int


class CallMaterial(BaseModel):
    """One material that a call asks for."""

    id: str
    name: Bilingual
    clause: Bilingual
    acceptable: Bilingual
    accepts: list[str]
    max_mb: int
    max_files: int


class CallView(BaseModel):
    """An open call: until when, for whom, and what it asks for."""

    programme: str
    version: str
    name: Bilingual
    round: str
    opens_at: datetime
    closes_at: datetime = Field(description="the first instant that is late")
    districts: list[dict[str, Any]]
    categories: list[dict[str, Any]]
    answers: list[dict[str, Any]]
    materials: list[CallMaterial]


class CallsView(BaseModel):
    """The calls that are open now."""

    calls: list[CallView]
