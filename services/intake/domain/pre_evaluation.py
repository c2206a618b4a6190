"""Advice on a draft: its enterprise puts it up, an office says what it thinks of it.

Advice decides nothing, and is no verdict: the draft stays as it is, and may be submitted without.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.intake.domain.application import Application
from services.intake.domain.drafting import check_is_draft
from services.intake.domain.fields import check_open
from services.intake.domain.refusals import InvalidFields, NoPreEvaluation, NotPutUp
from services.intake.domain.timeline import TimelineItem, timeline_item
from shared.errors import FieldError
from shared.programmes import Programme
from shared.programmes.path import Role
from shared.programmes.pre_evaluation import PreEvaluation
from shared.programmes.rights import office_names
from shared.values import Bilingual


@dataclass(frozen=True, slots=True)
class AdvisedItem:
    """What is advised about an item of the form, with the clause that asks for the item."""

    item: str
    name: Bilingual
    clause: Bilingual
    text: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What an office advised: `by` whom, in which `role`, and by which version of the rules."""

    opinion: str
    findings: tuple[AdvisedItem, ...]
    office: Bilingual
    role: Role
    rule_version: str
    by: str
    at: datetime


@dataclass(frozen=True)
class DraftAdvice:
    """What was asked and advised about a draft, kept beside it.

    Only while it is put up (`put_up_at`) may the office look at the draft. `asked` has every time
    that it was put up.
    """

    draft: str
    programme: str
    round: str
    put_up_at: datetime | None = None
    asked: tuple[datetime, ...] = ()
    advice: tuple[Advice, ...] = ()


@dataclass(frozen=True, slots=True)
class Adviser:
    """Who advises: an account with the role of the programme's pre-evaluation, and its office."""

    account: str
    office: str | None


def declared_by(programme: Programme) -> PreEvaluation:
    """Who advises in the programme. Raises NoPreEvaluation where nobody does."""
    if programme.pre_evaluation is None:
        raise NoPreEvaluation(programme.key)
    return programme.pre_evaluation


def put_up(
    known: DraftAdvice | None, draft: Application, programme: Programme, at: datetime
) -> DraftAdvice:
    """The office may look at the draft from now on; once more changes nothing.

    Raises NoPreEvaluation, NotADraft, AlreadyWithdrawn, and CallClosed when it is too late.
    """
    declared_by(programme)
    check_is_draft(draft)
    check_open(programme.round(draft.round), at)
    found = known or DraftAdvice(draft.id, draft.programme, draft.round)
    if found.put_up_at is not None:
        return found
    return replace(found, put_up_at=at, asked=(*found.asked, at))


def take_back(known: DraftAdvice) -> DraftAdvice:
    """Nobody but its enterprise may look at the draft any more."""
    return replace(known, put_up_at=None)


def advise(
    known: DraftAdvice,
    draft: Application,
    programme: Programme,
    opinion: str,
    findings: Sequence[tuple[str, str]],
    *,
    by: Adviser,
    at: datetime,
) -> DraftAdvice:
    """With this advice, by which it is no longer put up; the same once more changes nothing.

    `findings` are ids of materials or answers, each with a text. Raises NoPreEvaluation, NotADraft,
    NotPutUp, and InvalidFields for an item that the programme has not.
    """
    declared = declared_by(programme)
    check_is_draft(draft)
    advice = Advice(
        opinion=opinion,
        findings=_items(programme, findings),
        office=_office(programme, declared, by.office),
        role=declared.by,
        rule_version=programme.key,
        by=by.account,
        at=at,
    )
    if known.put_up_at is None:
        if known.advice and replace(known.advice[-1], at=at) == advice:
            return known
        raise NotPutUp
    return replace(known, put_up_at=None, advice=(*known.advice, advice))


def advised(known: DraftAdvice | None) -> bool:
    """Whether there was advice on the draft."""
    return known is not None and bool(known.advice)


def timeline_of(known: DraftAdvice, called: Bilingual) -> Iterator[TimelineItem]:
    """What its enterprise reads of it; `called` is what the programme calls it."""
    for at in known.asked:
        yield timeline_item(
            at,
            "advice_asked",
            "enterprise",
            zh=f"您已将草稿提交“{called.zh}”，听取意见。",
            en=f"You put the draft up for advice ({called.en}).",
        )
    for advice in known.advice:
        about = len(advice.findings)
        yield timeline_item(
            advice.at,
            "draft_advised",
            advice.role,
            zh=f"{advice.office.zh}对草稿提出意见（{called.zh}）：{advice.opinion}"
            f"（具体意见{about}条。意见仅供参考，不是审查结论。）",
            en=f"{advice.office.en} gave advice on the draft ({called.en}): {advice.opinion} "
            f"(Items named: {about}. It is advice alone, and decides nothing.)",
        )


def _items(programme: Programme, findings: Sequence[tuple[str, str]]) -> tuple[AdvisedItem, ...]:
    items = {item.id: item for item in programme.items}
    unknown = [n for n, (id_, _) in enumerate(findings) if id_ not in items]
    if unknown:
        raise InvalidFields(_no_item(n, list(items)) for n in unknown)
    return tuple(
        AdvisedItem(id_, _plain(items[id_].name), _plain(items[id_].clause), text)
        for id_, text in findings
    )


def _no_item(number: int, items: Sequence[str]) -> FieldError:
    there = ", ".join(items)
    return FieldError(
        f"findings.{number}.item",
        f"must be one of {there}",
        zh=f"须为以下之一：{'、'.join(items)}",
    )


def _office(programme: Programme, declared: PreEvaluation, office: str | None) -> Bilingual:
    usual = programme.competent_department.name
    if declared.by == "association" and programme.entrusted_body is not None:
        usual = programme.entrusted_body.name
    return _plain(office_names(programme).get(office or "", usual))


def _plain(text: Bilingual) -> Bilingual:
    return Bilingual(zh=text.zh, en=text.en)
