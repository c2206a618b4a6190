"""Advice on drafts: what is asked and what is said."""

from collections.abc import Sequence
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints

from services.intake.api.schemas.instants import Instant
from services.intake.domain.application import Application
from services.intake.domain.pre_evaluation import DraftAdvice
from shared.http.plain import NOT_BLANK, something
from shared.http.request_body import RequestBody
from shared.plain_text import typed
from shared.programmes import Programme
from shared.record import Record
from shared.values import Bilingual

MOST_FINDINGS = 100
Said = Annotated[
    str,
    BeforeValidator(typed),
    StringConstraints(min_length=1, max_length=2000, strip_whitespace=True),
    Field(json_schema_extra=NOT_BLANK),
    AfterValidator(something),
]
ItemId = Annotated[str, StringConstraints(min_length=1, max_length=60)]


class FindingBody(RequestBody):
    """What the office thinks of an item of the form."""

    item: ItemId
    text: Said


class AdviceBody(RequestBody):
    """What the office thinks of the draft as a whole, and of single items of the form."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "opinion": "建议补充检验报告后提交。",
                "findings": [{"item": "M07", "text": "检验报告未覆盖主要性能指标。"}],
            }
        }
    )

    opinion: Said
    findings: tuple[FindingBody, ...] = Field(default=(), max_length=MOST_FINDINGS)


class AdvisedItemView(Record):
    """What is advised about an item, with the clause that asks for the item."""

    item: str
    name: Bilingual
    clause: Bilingual
    text: str


class AdviceView(Record):
    """What an office advised once. It decides nothing."""

    at: Instant
    office: Bilingual
    opinion: str
    findings: tuple[AdvisedItemView, ...]
    rule_version: str


class PreEvaluationView(Record):
    """Whether a draft is put up for advice now, and all advice that was given."""

    application: str
    called: Bilingual
    basis: Bilingual
    put_up_at: Instant | None
    advice: tuple[AdviceView, ...]

    @classmethod
    def of(cls, found: tuple[DraftAdvice, Programme]) -> Self:
        """What is known of a draft."""
        known, programme = found
        declared = programme.pre_evaluation
        assert declared is not None
        return cls(
            application=known.draft,
            called=declared.name,
            basis=declared.basis,
            put_up_at=known.put_up_at,
            advice=tuple(
                AdviceView.model_validate(one, from_attributes=True) for one in known.advice
            ),
        )


class WaitingDraft(Record):
    """A draft that waits for advice."""

    application: str
    enterprise: Bilingual
    product: Bilingual
    category: str
    district: str
    put_up_at: Instant
    advised: int


class WaitingDrafts(Record):
    """Some drafts, the longest waiting first; `next` is the cursor of the next page."""

    drafts: tuple[WaitingDraft, ...]
    next: str | None

    @classmethod
    def of(cls, found: Sequence[tuple[DraftAdvice, Application]]) -> Self:
        """The page, after which nothing comes."""
        return cls(
            drafts=tuple(
                WaitingDraft(
                    application=draft.id,
                    enterprise=draft.enterprise,
                    product=draft.product,
                    category=draft.category,
                    district=draft.district,
                    put_up_at=known.put_up_at,
                    advised=len(known.advice),
                )
                for known, draft in found
                if known.put_up_at is not None
            ),
            next=None,
        )
