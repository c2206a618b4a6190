"""What the freeze of a list writes, so that whoever else writes it has to wait."""

from services.review.domain.lists.refusals import ListFrozen
from shared.mongo import Database, DuplicateKeyError, Session


async def refuse_frozen(
    database: Database, freeze_key: str, counted: str, session: Session
) -> None:
    """Within a transaction that must not overlap with the freeze: counts it under this name.

    Raises ListFrozen when the list is frozen.
    """
    try:
        await database["rounds"].update_one(
            {"_id": freeze_key, "list": None},
            {"$inc": {counted: 1}},
            upsert=True,
            session=session,
        )
    except DuplicateKeyError as error:
        found = await database["rounds"].find_one({"_id": freeze_key})
        raise ListFrozen(found["list"] if found else freeze_key) from error
