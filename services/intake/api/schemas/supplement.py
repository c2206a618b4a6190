"""A supplement: what is asked for, what is staged, what is still empty."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from services.intake.api.schemas.applications import MaterialView, RefusedView
from services.intake.api.schemas.instants import Instant
from services.intake.api.schemas.receipts import Receipt
from services.intake.api.schemas.self_check import DemandView
from services.intake.api.schemas.timeline import MissingView, demand_view
from services.intake.domain import next_step_texts as texts
from services.intake.domain.application import Application
from services.intake.domain.demands import still_empty, unmet
from services.intake.domain.staging import filled_items, replacements, staged_for
from services.intake.domain.supplement_round import SupplementRound
from services.intake.usecases.check_files import RefusedFile
from services.intake.usecases.hand_in_supplement import Supplemented
from shared.record import Record
from shared.values import Bilingual


class StagedView(Record):
    """What is there for the supplement by now: files, and answers by id.

    `replaces` has, by the id of a file, the ids of the files that it takes the place of.
    """

    materials: tuple[MaterialView, ...]
    answers: dict[str, Any]
    replaces: dict[str, tuple[str, ...]]


class SupplementView(Record):
    """A round of supplement as it stands now; `sent_at` is null until it is sent or taken."""

    id: str
    number: str
    supplement_round: int
    due_at: Instant | None
    due_explanation: Bilingual | None
    sent_at: Instant | None
    staged: StagedView
    empty: tuple[MissingView, ...]
    demands: tuple[DemandView, ...]
    refused: tuple[RefusedView, ...]
    next_step: Bilingual

    @classmethod
    def of(
        cls,
        application: Application,
        asked: SupplementRound,
        at: datetime,
        refused: Iterable[RefusedFile] = (),
    ) -> Self:
        """What of this round of the application is there, what is not, and what was not taken."""
        staged = staged_for(application, asked)
        items, filled = _items(application, asked), filled_items(application, asked)
        came = dict(asked.received_files) or replacements(application, asked)
        asks = asked.taken_back_at is None
        return cls(
            id=application.id,
            number=application.receipt.number,
            supplement_round=asked.number,
            due_at=asked.due_at,
            due_explanation=asked.due_explanation,
            sent_at=asked.received_at,
            staged=StagedView(
                materials=tuple(map(MaterialView.of, staged.materials if staged else ())),
                answers=dict(staged.answers) if staged else {},
                replaces={new: old for new, old in came.items() if old},
            ),
            empty=tuple(map(MissingView.of, still_empty(asked, filled) if asks else ())),
            demands=tuple(map(demand_view, unmet(asked, filled) if asks else ())),
            refused=tuple(map(RefusedView.of, refused)),
            next_step=_next_step(asked, items, filled, at),
        )


class SupplementReceipt(Receipt):
    """Proof that something arrived; `items` are the ids for which something is there.

    While `sent` is false it is kept and not sent yet.
    """

    supplement_round: int
    items: tuple[str, ...]
    sent: bool
    empty: tuple[MissingView, ...]
    refused: tuple[RefusedView, ...]
    next_step: Bilingual

    @classmethod
    def of_round(cls, done: Supplemented) -> Self:
        """The receipt of what came for a round."""
        application, asked = done.application, done.round
        staged = staged_for(application, asked)
        items, filled = _items(application, asked), filled_items(application, asked)
        facts = {
            **dict(Receipt.of(application)),
            "received_at": asked.received_at or (staged and staged.at),
            "supplement_round": asked.number,
            "items": items,
            "sent": asked.received_at is not None,
            "empty": tuple(map(MissingView.of, still_empty(asked, filled))),
            "refused": tuple(map(RefusedView.of, done.refused)),
            "next_step": _next_step(asked, items, filled),
        }
        return cls.model_validate(facts)


def _items(application: Application, asked: SupplementRound) -> tuple[str, ...]:
    if asked.received_at is not None:
        return asked.received_items
    staged = staged_for(application, asked)
    return staged.items if staged else ()


def _next_step(
    asked: SupplementRound,
    items: tuple[str, ...],
    filled: tuple[str, ...],
    at: datetime | None = None,
) -> Bilingual:
    if asked.received_at is not None:
        return texts.SUPPLEMENT_SENT
    if asked.taken_back_at is not None:
        return texts.ASKED_NO_MORE
    if at is not None and asked.is_late(at):
        return texts.supplement_term_over(anything=bool(items))
    return texts.to_be_supplemented(anything=bool(items), everything=not unmet(asked, filled))
