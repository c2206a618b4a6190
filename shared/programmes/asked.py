"""What a programme asks for and why it may refuse, as data with words: for whoever builds on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from shared.programmes.conditions import Condition
from shared.programmes.model import Programme
from shared.programmes.path import (
    Construction,
    Decision,
    FormalReview,
    PublicNotice,
    Recommendation,
)
from shared.programmes.path.kinds.application import ApplicationStage
from shared.programmes.reasons import (
    MACHINE_REASONS,
    MATERIAL_NAMES,
    OBJECTION_NAMES,
    REFUSAL_NAMES,
    REVOCATION_NAMES,
    REVOCATION_OUTCOMES,
    Reason,
    ReasonScope,
)
from shared.programmes.requirements import (
    AllOf,
    AnswerLeaf,
    AnyOf,
    MaterialLeaf,
    NOf,
    Requirement,
    When,
)
from shared.programmes.sentences import by_name, clause, sentence
from shared.record import Record
from shared.values import Bilingual

Names = Mapping[str, Bilingual]


class AskedCondition(Record):
    """A condition in words, and as the programme has it."""

    words: Bilingual
    condition: dict[str, Any]


class AskedItem(Record):
    """A node of the requirement tree.

    A `material` or an `answer` is one item, by `id`. The others are of their parts: `all_of` needs
    all, `any_of` one, `n_of` so many as `n` says. With `when` it is asked for only if that is true.
    """

    kind: Literal["material", "answer", "all_of", "any_of", "n_of"]
    id: str | None = None
    n: int | None = None
    parts: tuple[AskedItem, ...] = ()
    when: tuple[AskedCondition, ...] = ()
    words: Bilingual


class AskedEligibility(Record):
    """What must be true of an applicant, and the reason that is given where it is not."""

    must: AskedCondition
    reason: str
    reason_text: Bilingual


class ReasonUse(Record):
    """An act that a reason may be given for: what it is about, in which stage, how it ends."""

    about: ReasonScope
    stage: str | None
    stage_name: Bilingual | None
    outcome: str
    outcome_name: Bilingual


class CatalogueReason(Record):
    """A reason of the catalogue and every act that it may be given for."""

    id: str
    name: Bilingual
    by_machine: bool
    uses: tuple[ReasonUse, ...]


def requirements_of(programme: Programme) -> tuple[AskedItem, ...]:
    """Everything that a complete application consists of."""
    names = _names(programme)
    return tuple(_item(requirement, names) for requirement in programme.requirements)


def eligibility_of(programme: Programme) -> tuple[AskedEligibility, ...]:
    """Who may apply."""
    names = _names(programme)
    return tuple(
        AskedEligibility(
            must=_condition(each.condition, names),
            reason=each.reason,
            reason_text=programme.reason(each.reason).name,
        )
        for stage in programme.way.of_kind(ApplicationStage)
        for each in stage.eligibility
    )


def reasons_of(programme: Programme) -> tuple[CatalogueReason, ...]:
    """The whole catalogue, with the machine's own reasons."""
    acts = list(_acts(programme))
    machines = {reason.id for reason in MACHINE_REASONS}
    return tuple(
        CatalogueReason(
            id=reason.id,
            name=reason.name,
            by_machine=reason.id in machines,
            uses=tuple(use for use, outcomes in acts if _may_be(reason, use, outcomes)),
        )
        for reason in programme.all_reasons
    )


def _may_be(reason: Reason, use: ReasonUse, outcomes: tuple[str, ...]) -> bool:
    return use.about in reason.applies_to and reason.is_for(use.outcome, outcomes)


def _acts(programme: Programme) -> Iterable[tuple[ReasonUse, tuple[str, ...]]]:
    """Every act that gives a reason, with all outcomes that it can have."""
    for stage in programme.path:
        for about, outcomes in _outcomes(stage):
            words = tuple(word for word, _ in outcomes)
            for word, name in outcomes:
                use = ReasonUse(
                    about=about,
                    stage=stage.id,
                    stage_name=stage.name,
                    outcome=word,
                    outcome_name=name,
                )
                yield use, words
    if programme.after is not None and programme.after.revocation is not None:
        final, words = programme.way.final, REVOCATION_OUTCOMES
        for word, name in REVOCATION_NAMES.items():
            use = ReasonUse(
                about="revocation",
                stage=final.id,
                stage_name=final.name,
                outcome=word,
                outcome_name=name,
            )
            yield use, words


def _outcomes(stage: Any) -> Iterable[tuple[ReasonScope, tuple[tuple[str, Bilingual], ...]]]:
    match stage:
        case ApplicationStage(eligibility=conditions) if conditions:
            yield "case", (("not_eligible", Bilingual(zh="不符合申报条件", en="Not eligible")),)
        case FormalReview():
            yield "materials", tuple(MATERIAL_NAMES.items())
            yield "case", tuple(REFUSAL_NAMES.items())
        case Recommendation():
            yield (
                "recommendation",
                (("not_recommended", Bilingual(zh="不予推荐", en="Not recommended")),),
            )
        case Decision(verdicts=verdicts):
            both = (verdicts.passed, verdicts.failed)
            yield "decision", tuple((verdict.id, verdict.name) for verdict in both)
        case Construction():
            yield (
                "construction",
                (("abandoned", Bilingual(zh="终止建设", en="Abandoned")),),
            )
        case PublicNotice():
            yield "objection", tuple(OBJECTION_NAMES.items())


def _item(requirement: Requirement, names: Names) -> AskedItem:
    words = _both(lambda language: sentence(requirement, language, by_name(names, language)))
    match requirement:
        case MaterialLeaf(material=id_):
            return AskedItem(kind="material", id=id_, words=words)
        case AnswerLeaf(answer=id_):
            return AskedItem(kind="answer", id=id_, words=words)
        case AllOf(all_of=parts):
            return AskedItem(kind="all_of", parts=_items(parts, names), words=words)
        case AnyOf(any_of=parts):
            return AskedItem(kind="any_of", parts=_items(parts, names), words=words)
        case NOf(n_of=some):
            return AskedItem(kind="n_of", n=some.n, parts=_items(some.of, names), words=words)
        case When(when=conditional):
            inner = _item(conditional.then, names)
            when = (_condition(conditional.condition, names), *inner.when)
            return inner.model_copy(update={"when": when, "words": words})


def _items(parts: Iterable[Requirement], names: Names) -> tuple[AskedItem, ...]:
    return tuple(_item(part, names) for part in parts)


def _condition(condition: Condition, names: Names) -> AskedCondition:
    return AskedCondition(
        words=_both(lambda language: clause(condition, language, by_name(names, language))),
        condition=condition.model_dump(mode="json", exclude_none=True),
    )


def _both(say: Any) -> Bilingual:
    return Bilingual(zh=say("zh"), en=say("en"))


def _names(programme: Programme) -> Names:
    """What items, answers, facts and their values are called."""
    choices = [choice for field in programme.answers for choice in field.choices]
    choices += [choice for fact in programme.facts for choice in fact.choices]
    return {choice.id: choice.name for choice in choices} | {
        **{fact.id: fact.name for fact in programme.facts},
        **{item.id: item.name for item in programme.items},
    }
