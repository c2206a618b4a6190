"""Finds a list or says that there is none, and who acts on it."""

from services.review.domain.lists.numbered_list import NumberedList
from services.review.domain.official import Official
from services.review.ports import HeldList, Lists
from shared.errors import NotFound
from shared.programmes import Programme


async def known_list(lists: Lists, list_id: str, *, public: bool = False) -> HeldList:
    """The list; raises NotFound, to the public also before everybody may read it."""
    held = await lists.get(list_id)
    if held is None or (public and not held.record.is_public):
        raise NotFound("list", list_id)
    return held


def check_hears_objections(found: NumberedList, programme: Programme, official: Official) -> None:
    """Raises Rejected (forbidden) unless the official holds the public notice of this list.

    Where there is none that is for whoever announces it to say.
    """
    announcement = found.stage_in(programme.way)
    notice = programme.way.notice_of(announcement)
    official.check_acts(programme, announcement if notice is None else notice)
