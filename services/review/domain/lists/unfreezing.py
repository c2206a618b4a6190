"""A freezing is taken back before the list is public."""

from datetime import datetime

from services.review.domain.lists.identity import named_in_events
from services.review.domain.lists.numbered_list import ListStep, NumberedList, Unfrozen
from services.review.domain.lists.refusals import ListPublic
from shared.contracts.lists import ListUnfrozen
from shared.programmes import Programme


def unfreeze(
    found: NumberedList, programme: Programme, *, reason: str, by: str, at: datetime
) -> ListStep | None:
    """The list of which nothing holds any more; None when that is so already.

    What was frozen is kept with it, and a later freeze is the next one of the same list. Raises
    ListPublic once everybody may have read it.
    """
    if found.state == "unfrozen":
        return None
    if found.is_public:
        raise ListPublic(found.id)
    before = Unfrozen(
        freezing=found.freezing,
        entries=found.entries,
        digest=found.digest,
        frozen_by=found.frozen_by,
        frozen_at=found.frozen_at,
        reason=reason,
        by=by,
        at=at,
    )
    unfrozen = found.model_copy(update={"state": "unfrozen", "unfrozen": (*found.unfrozen, before)})
    event = ListUnfrozen(
        list=found.id,
        programme=found.programme,
        programme_version=found.programme_version,
        round=found.round,
        stage=named_in_events(found.stage_in(programme.way)),
        freezing=found.freezing,
        entries=found.entries,
        digest=found.digest,
        reason=reason,
        by=by,
        at=at,
    )
    return ListStep(unfrozen, (event,))


def drawn_up_anew(found: NumberedList, draft: NumberedList) -> NumberedList:
    """The draft of a list that was frozen before and is not any more."""
    return draft.model_copy(update={"freezing": found.freezing + 1, "unfrozen": found.unfrozen})
