"""The facts of an application: what its programme wants known of it, from declared places."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from services.intake.domain.application import Application
from services.intake.domain.qualification import HeldQualification
from shared.programmes import Programme
from shared.programmes.facts import FromPreEvaluation, FromQualification, facts_of
from shared.programmes.form import valid_answers


def rest_on_qualifications(programme: Programme) -> bool:
    """Whether any of its facts is about what the enterprise holds by other schemes."""
    return any(isinstance(fact.origin, FromQualification) for fact in programme.facts)


def schemes_of(programme: Programme) -> Mapping[str, tuple[str, ...]]:
    """The schemes that its facts are about, each with the levels that they tell apart."""
    found: dict[str, dict[str, None]] = {}
    for fact in programme.facts:
        if isinstance(fact.origin, FromQualification):
            levels = (*fact.origin.levels, *(choice.id for choice in fact.choices))
            found.setdefault(fact.origin.qualification, {}).update(dict.fromkeys(levels))
    return {scheme: tuple(levels) for scheme, levels in found.items()}


def with_facts(
    application: Application,
    programme: Programme,
    qualifications: Iterable[HeldQualification],
    on: date,
    *,
    advised: bool = False,
) -> Application:
    """The application with its facts as of this day in Beijing, and what they rest on.

    `advised` is whether there was advice on its draft. Unchanged for a programme that declares no
    facts.
    """
    if not programme.facts:
        return application
    held = tuple(qualifications) if rest_on_qualifications(programme) else ()
    answers = valid_answers(programme.answers, application.answers)
    facts = facts_of(programme.facts, answers, held, on, advised=advised)
    return replace(application, qualifications=held, facts=facts)


def was_advised(programme: Programme, application: Application) -> bool:
    """Whether there was advice on its draft, as its facts have it since its submission."""
    return any(
        bool((application.facts or {}).get(fact.id))
        for fact in programme.facts
        if isinstance(fact.origin, FromPreEvaluation)
    )


def known_of(programme: Programme, application: Application) -> Mapping[str, Any]:
    """What is known of an application, for conditions: its valid answers, and its facts."""
    return {**valid_answers(programme.answers, application.answers), **(application.facts or {})}
