"""Takes the freezing of a list back; what it was frozen with stays, under a name of its own."""

from services.review.domain.lists.numbered_list import ListStep, NumberedList
from services.review.store.lists.left_out import let_in
from services.review.store.lists.list_document import list_to_document
from shared.journal import Journal, Revision, Save
from shared.mongo import Database, Session


def kept_as(found: NumberedList) -> str:
    """What the entries of this freezing belong to once the list is unfrozen."""
    return f"{found.id}~{found.freezing}"


async def unfreeze(
    database: Database,
    lists: Journal,
    revision: Revision,
    step: ListStep,
    key: str,
    session: Session,
) -> None:
    """Within a transaction: the list, its entries, and what sheets write as well, by its `key`.

    Raises StaleWrite when the list has moved on.
    """
    found = step.list
    at = found.unfrozen[-1].at
    save = Save(found.id, list_to_document(found), revision, step.events)
    await lists.save(save, at=at, session=session)
    await database["list_entries"].update_many(
        {"list": found.id}, {"$set": {"list": kept_as(found)}}, session=session
    )
    await database["rounds"].update_one(
        {"_id": key, "list": found.id}, {"$set": {"list": None}}, session=session
    )
    await let_in(database, found, session)
