"""Finds a list or says that there is none."""

from services.review.ports import HeldList, Lists
from shared.errors import NotFound


async def known_list(lists: Lists, list_id: str, *, public: bool = False) -> HeldList:
    """The list; raises NotFound, to the public also before its notice."""
    held = await lists.get(list_id)
    if held is None or (public and held.record.opens_at is None):
        raise NotFound("list", list_id)
    return held
