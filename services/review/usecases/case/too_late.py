"""Whatever would come to a list that is frozen already, or was left out of it, comes too late."""

from collections.abc import Mapping, Sequence

from services.review.domain.case import Step
from services.review.domain.case.left_out import goes_on
from services.review.domain.lists.identity import list_waited_for
from services.review.ports import HeldCase, Lists
from services.review.usecases.rules import Rules


async def too_late(
    steps: Sequence[tuple[HeldCase, Step]], lists: Lists, rules: Rules
) -> Mapping[str, str]:
    """By application the list, for steps after which a case would wait for one without it.

    One that a list has left out would come nearer to it by any further stage.
    """
    left_out = {
        held.record.application: held.record.left_out.list
        for held, step in steps
        if held.record.left_out is not None and goes_on(held.record, step.case, rules.of(step.case))
    }
    waited_for = {
        step.case.application: list_
        for _, step in steps
        if (list_ := list_waited_for(step.case, rules.of(step.case))) is not None
    }
    if not waited_for:
        return left_out
    frozen = await lists.existing(set(waited_for.values()))
    return {case: list_ for case, list_ in waited_for.items() if list_ in frozen} | left_out
