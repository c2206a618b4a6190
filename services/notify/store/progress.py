"""How many notices of a round are where."""

from collections import Counter

from services.notify.domain.notice import STATUSES
from services.notify.ports import Counts
from services.notify.store.notice_document import BEFORE_KINDS
from shared.mongo import Collection, aggregated

_MOOT = {"$and": [{"$gt": ["$notices.moot_at", None]}, {"$lte": ["$notices.delivered_at", None]}]}


class MongoProgress:
    """Counts notices; `bounced` counts those that mail ever refused, delivered since or not.

    What never arrived and is moot has no other status.
    """

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def of(self, programme: str, round_: str) -> Counts:
        """How many notices wait, are delivered, bounced and so on."""
        of_round = {"notices.demand.programme": programme, "notices.demand.round": round_}
        groups = await aggregated(
            self._collection,
            [
                {"$match": of_round},
                {
                    "$project": {
                        "notices.kind": 1,
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
                        "_id": {
                            "status": {"$cond": [_MOOT, "moot", "$notices.status"]},
                            "kind": {"$ifNull": ["$notices.kind", BEFORE_KINDS]},
                        },
                        "count": {"$sum": 1},
                        "bounced": {
                            "$sum": {"$cond": [{"$gt": ["$notices.escalated_at", None]}, 1, 0]}
                        },
                    }
                },
            ],
        )
        by_status = Counter(dict.fromkeys((*STATUSES, "moot", "bounced", "notices"), 0))
        by_kind: dict[str, Counter[str]] = {}
        async for group in groups:
            status, kind = group["_id"]["status"], group["_id"]["kind"]
            found = Counter({"notices": group["count"], "bounced": group["bounced"]})
            found[status] = group["count"]
            by_status.update(found)
            by_kind.setdefault(kind, Counter()).update(found)
        return Counts(by_status, by_kind)
