"""The books after the play."""

from deploy.audit import Audit, audit
from deploy.replay.waiting import Counts, Stuck, until
from deploy.servers import Servers


async def final_audit(servers: Servers) -> Audit:
    """The audit once everything balances, or once nothing in it has changed for two minutes.

    The last figure that the play waits for is there before the last event is.
    """
    found = Audit(())

    async def wrong() -> Counts:
        nonlocal found
        found = await audit(servers)
        return {"wrong": sum(len(account.wrong) for account in found.accounts)}

    try:
        await until("books", wrong, {"wrong": 0})
    except Stuck:
        return found
    return found
