"""What the statistics have counted."""

from collections import Counter

from deploy.audit.recount import Count
from deploy.servers import Servers
from services.stats.main import fold_group
from services.stats.store.tallies import MongoTallies
from shared.mongo import connect


async def counted(servers: Servers) -> Counter[Count]:
    """Every cell and every day of every round."""
    found: Counter[Count] = Counter()
    group = fold_group(servers.topic_prefix)
    async with connect(servers.mongo, servers.database("stats")) as database:
        rounds = {
            (page["programme"], page["round"])
            async for page in database["pages"].find({"group": group})
        }
        for programme, round_ in rounds:
            counts = await MongoTallies(database, group).counts(programme, round_)
            for cell, count in counts.cells.items():
                found[programme, round_, *cell] = count
            for (milestone, day, district), count in counts.days.items():
                found[programme, round_, milestone, day.isoformat(), district] = count
    return found
