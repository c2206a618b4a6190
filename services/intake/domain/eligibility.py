"""Who may apply: the conditions that a programme sets before it takes an application."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from services.intake.domain.application import Application
from services.intake.domain.facts import known_of
from services.intake.domain.refusals import NotEligible
from shared.errors import FieldError
from shared.programmes import Programme
from shared.programmes.conditions import Condition, comparisons, holds
from shared.programmes.facts import FromAnswer, FromQualification
from shared.values import Bilingual


@dataclass(frozen=True, slots=True)
class Remedy:
    """What to look at where a condition is not met, and what to do about it."""

    field: str
    text: Bilingual


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A condition that is not met: the reason of the programme, and what it rests on."""

    reason: str
    reason_text: Bilingual
    remedies: tuple[Remedy, ...]


def obstacles(programme: Programme, application: Application) -> tuple[Obstacle, ...]:
    """The conditions that are not true of its answers and facts; what is unknown is not true."""
    rules = programme.way.entry.eligibility
    if not rules:
        return ()
    known = known_of(programme, application)
    return tuple(
        Obstacle(
            rule.reason,
            programme.reason(rule.reason).name,
            tuple(dict.fromkeys(_remedies(programme, rule.condition, known))),
        )
        for rule in rules
        if holds(rule.condition, known) is not True
    )


def check_eligible(programme: Programme, application: Application) -> None:
    """Raises NotEligible when a condition of the programme is not met."""
    if found := obstacles(programme, application):
        remedies = [remedy for obstacle in found for remedy in obstacle.remedies]
        raise NotEligible(
            [obstacle.reason_text for obstacle in found],
            [FieldError(remedy.field, remedy.text.en, zh=remedy.text.zh) for remedy in remedies],
        )


def _remedies(
    programme: Programme, condition: Condition, known: Mapping[str, Any]
) -> Iterator[Remedy]:
    facts = {fact.id: fact for fact in programme.facts}
    for compared in comparisons(condition):
        if compared.fact is None:
            yield _of_answer(programme, compared.about, known)
            continue
        match facts[compared.fact].origin:
            case FromQualification(qualification=scheme, levels=levels):
                yield _of_qualification(scheme, levels)
            case FromAnswer(answer=answer):
                yield _of_answer(programme, answer, known)


def _of_answer(programme: Programme, answer: str, known: Mapping[str, Any]) -> Remedy:
    name = next(field.name for field in programme.answers if field.id == answer)
    if answer in known:
        text = Bilingual(
            zh=f"如“{name.zh}”填写有误，请更正后再提交。",
            en=f"If the answer to “{name.en}” is wrong, put it right before you submit.",
        )
    else:
        text = Bilingual(
            zh=f"请先按要求填写“{name.zh}”。",
            en=f"Answer “{name.en}” first, as the form asks.",
        )
    return Remedy(f"answers.{answer}", text)


def _of_qualification(scheme: str, levels: tuple[str, ...]) -> Remedy:
    at = f" ({', '.join(levels)})" if levels else ""
    return Remedy(
        "qualifications",
        Bilingual(
            zh=f"如申报单位持有资质{scheme}{at}且提交当日有效，请先登记该资质。",
            en=f"If the applicant holds {scheme}{at} on the day of submission, register that "
            "first.",
        ),
    )
