"""What tells the same thing twice: answers that there are, and a reason that fits each refusal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from shared.programmes.nearest import did_you_mean
from shared.programmes.path import Decision, FormalReview
from shared.programmes.reasons import REFUSAL_OUTCOMES, ReasonScope
from shared.programmes.reference_kinds import Fault
from shared.programmes.same_thing import ByNumber

if TYPE_CHECKING:
    from shared.programmes.model import Programme


def same_thing_faults(programme: Programme) -> Iterator[Fault]:
    """Faults of an answer that is no text, and of a reason that does not fit each refusal."""
    same = programme.same_thing
    if same is None:
        return
    texts = [answer.id for answer in programme.answers if answer.type == "text"]
    for i, sign in enumerate(same.known_by):
        if isinstance(sign, ByNumber) and sign.answer not in texts:
            near = did_you_mean(sign.answer, texts)
            yield (
                ("same_thing", "known_by", i, "answer"),
                f"expected an answer of type text, not {sign.answer}{near}",
            )
    if misfit := _misfit(same.reason, programme):
        yield ("same_thing", "reason"), misfit


def _misfit(id_: str, programme: Programme) -> str | None:
    """What is wrong with the reason, first of all."""
    known = {reason.id: reason for reason in programme.reasons}
    reason = known.get(id_)
    if reason is None:
        return f"expected a reason, not {id_}{did_you_mean(id_, known)}"
    fits: list[tuple[ReasonScope, str, Sequence[str]]] = []
    if programme.way.of_kind(FormalReview):
        fits += [("case", each, REFUSAL_OUTCOMES) for each in REFUSAL_OUTCOMES]
    for stage in programme.way.of_kind(Decision):
        if stage.is_plain:
            fits.append(("decision", stage.verdicts.failed.id, stage.verdicts.ids))
    for scope, outcome, outcomes in fits:
        if scope not in reason.applies_to:
            return f"expected a reason that applies_to {scope}, which {id_} does not"
        if not reason.is_for(outcome, outcomes):
            return f"expected a reason for {outcome}, which {id_} is not"
    return None
