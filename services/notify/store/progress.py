"""How many notices of a round are where."""

from collections.abc import Mapping

from services.notify.domain.notice import STATUSES
from shared.mongo import Collection

_MOOT = {"$and": [{"$gt": ["$notices.moot_at", None]}, {"$lte": ["$notices.delivered_at", None]}]}


class MongoProgress:
    """Counts notices; `bounced` counts those that mail ever refused, delivered since or not.

    What never arrived and is moot has no other status.
    """

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def of(self, programme: str, round_: str) -> Mapping[str, int]:
        """How many notices wait, are delivered, bounced and so on."""
        of_round = {"notices.demand.programme": programme, "notices.demand.round": round_}
        groups = self._collection.aggregate(
            [
                {"$match": of_round},
                {
                    "$project": {
                        "notices.status": 1,
                        "notices.demand.programme": 1,
                        "notices.demand.round": 1,
                        "notices.escalated_at": 1,
                        "notices.delivered_at": 1,
                        "notices.moot_at": 1,
                    }
                },
                {"$unwind": "$notices"},
                {"$match": of_round},
                {
                    "$group": {
                        "_id": {"$cond": [_MOOT, "moot", "$notices.status"]},
                        "count": {"$sum": 1},
                        "bounced": {
                            "$sum": {"$cond": [{"$gt": ["$notices.escalated_at", None]}, 1, 0]}
                        },
                    }
                },
            ]
        )
        counts = dict.fromkeys((*STATUSES, "moot", "bounced", "notices"), 0)
        async for group in groups:
            counts[group["_id"]] = group["count"]
            counts["bounced"] += group["bounced"]
            counts["notices"] += group["count"]
        return counts
