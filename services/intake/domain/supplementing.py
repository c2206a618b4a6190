"""Supplement: only what was asked for, in time by arrival, once for each notification."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from services.intake.domain.application import Application
from services.intake.domain.drafting import check_counts
from services.intake.domain.facts import with_facts
from services.intake.domain.fields import check_answers
from services.intake.domain.material import Material
from services.intake.domain.refusals import (
    AlreadyWithdrawn,
    NotSubmitted,
    SupplementAlreadyReceived,
    SupplementEmpty,
    SupplementItemNotAsked,
    SupplementLate,
    SupplementNotAsked,
)
from services.intake.domain.supplement_round import SupplementRound
from services.intake.domain.timeline import timeline_item
from shared.calendar import beijing_date
from shared.programmes import Programme


def supplemented_before(application: Application, key: str) -> SupplementRound | None:
    """The round that was answered with this key already, so that the same answer is due again."""
    return next((r for r in application.supplements if r.key == key), None)


def expected_supplement(application: Application, at: datetime) -> SupplementRound:
    """The round that an arrival at `at` answers. Raises a refusal when there is none.

    An expired case does not matter here: what arrived in time counts, and review reopens it.
    """
    if application.submission is None:
        raise NotSubmitted
    if application.withdrawn_at is not None:
        raise AlreadyWithdrawn(application.withdrawn_at)
    if application.formally_passed is True:
        raise SupplementNotAsked("Formal review is over; nothing more is asked for.")
    last = application.supplements[-1] if application.supplements else None
    if last is None or last.asked_at is None:
        raise SupplementNotAsked("No supplement was asked for.")
    if last.received_at is not None:
        raise SupplementAlreadyReceived(last.number, last.received_at)
    if last.due_at is not None and last.is_late(at):
        raise SupplementLate(last.due_at, at)
    if application.formally_passed is False and last.due_at is None:
        raise SupplementNotAsked("The application was not accepted; nothing more is asked for.")
    return last


def check_asked(awaited: SupplementRound, items: Iterable[str]) -> None:
    """Raises SupplementItemNotAsked when something else is among the items."""
    if foreign := [item for item in items if item not in awaited.may_send]:
        raise SupplementItemNotAsked(foreign, awaited.may_send)


def supplement(
    application: Application,
    programme: Programme,
    *,
    materials: Iterable[Material],
    answers: Mapping[str, Any],
    key: str,
    at: datetime,
) -> Application:
    """The application with what arrived at `at`.

    Files take the place of those handed in before for the same requirement.
    """
    awaited = expected_supplement(application, at)
    new = {material.id: material for material in materials}
    answers = {name: value for name, value in answers.items() if value is not None}
    items = tuple(dict.fromkeys([*(m.requirement for m in new.values()), *answers]))
    if not items:
        raise SupplementEmpty
    check_asked(awaited, items)
    check_answers(programme, answers)
    check_counts(programme, new.values())
    kept = tuple(m for m in application.materials if m.requirement not in items)
    old = tuple(m for m in application.materials if m.requirement in items and m.id not in new)
    received = replace(awaited, received_at=at, key=key, received_items=items)
    changed = replace(
        application,
        materials=(*kept, *new.values()),
        replaced=(*application.replaced, *old),
        answers={**application.answers, **answers},
        supplements=(*application.supplements[:-1], received),
    )
    # What the enterprise holds counts as of its submission, whatever it has come to hold since.
    submitted_on = beijing_date(application.receipt.received_at)
    changed = with_facts(changed, programme, application.qualifications, submitted_on)
    item = timeline_item(
        at,
        "supplemented",
        "enterprise",
        zh=f"您的补正材料已收到：{'、'.join(items)}。",
        en=f"Your supplement was received: {', '.join(items)}.",
    )
    return changed.with_items(item)
