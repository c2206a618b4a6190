"""How many applications of an enterprise a round takes, counted without a race."""

from collections.abc import Mapping
from typing import Any

from services.intake.ports import Claim, Full
from shared.mongo import Collection, DuplicateKeyError
from shared.programmes.path.kinds.application import Limits

COLLECTION = "places"


class MongoSlots:
    """The port `Slots`: one document an enterprise and round, with the applications that count.

    `applications` are all of them; where categories are limited, `categories` has those of each.
    """

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def take(self, claim: Claim, limits: Limits) -> Full | None:
        """Takes a slot for an application, once; if none is left, tells which limit is reached.

        A draft that comes again in another category gives its slot in the former one back.
        """
        free = {**_key(claim), "applications": {"$ne": claim.application}, **_room(claim, limits)}
        taken = {"$push": dict.fromkeys(_lists(claim, limits), claim.application)}
        try:
            await self._collection.update_one(free, taken, upsert=True)
        except DuplicateKeyError:
            # Another made the document at this moment, or all slots are taken, or this application
            # has one already.
            if not (await self._collection.update_one(free, taken)).modified_count:
                return await self._taken_before(claim, limits)
        return None

    async def _taken_before(self, claim: Claim, limits: Limits) -> Full | None:
        found = await self._collection.find_one(_key(claim)) or {}
        if claim.application not in found.get("applications", ()):
            return _full(found, limits)
        held = _category(found, claim.application)
        if limits.per_category is None or held == claim.category:
            return None
        return await self._move(claim, limits, held)

    async def _move(self, claim: Claim, limits: Limits, held: str | None) -> Full | None:
        mine, there = claim.application, f"categories.{claim.category}"
        room = _room(claim, Limits(per_category=limits.per_category))
        free = {**_key(claim), "applications": mine, there: {"$ne": mine}, **room}
        change: dict[str, Any] = {"$push": {there: mine}}
        if held is not None:
            free[f"categories.{held}"] = mine
            change["$pull"] = {f"categories.{held}": mine}
        moved = await self._collection.update_one(free, change)
        return None if moved.modified_count else "per_category"


def _key(claim: Claim) -> dict[str, Any]:
    return {"_id": f"{claim.series}/{claim.uscc}"}


def _lists(claim: Claim, limits: Limits) -> list[str]:
    of_category = [] if limits.per_category is None else [f"categories.{claim.category}"]
    return ["applications", *of_category]


def _room(claim: Claim, limits: Limits) -> dict[str, Any]:
    most = {
        "applications": limits.per_enterprise,
        f"categories.{claim.category}": limits.per_category,
    }
    return {f"{name}.{n - 1}": {"$exists": False} for name, n in most.items() if n is not None}


def _full(found: Mapping[str, Any], limits: Limits) -> Full:
    most = limits.per_enterprise
    taken = len(found.get("applications", ()))
    return "per_enterprise" if most is not None and taken >= most else "per_category"


def _category(found: Mapping[str, Any], application: str) -> str | None:
    for category, applications in found.get("categories", {}).items():
        if application in applications:
            return str(category)
    return None
