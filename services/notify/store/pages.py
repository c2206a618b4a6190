"""Pages of notices, each with a cursor: the moment and the id of its last one."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from services.notify.ports import NoticePage
from services.notify.store.correspondences import read
from shared.errors import FieldError, Rejected
from shared.mongo import Document


def page_of(found: Sequence[Document], field: str, limit: int) -> NoticePage:
    """The page in documents that have the notice that is meant as `one`, ordered by the field.

    One more than the limit tells that there is a next page.
    """
    rows = []
    for document in found[:limit]:
        correspondence = read(document["_id"], document)
        notice = correspondence.notice(document["one"]["id"])
        if notice is not None:
            rows.append((correspondence, notice))
    if len(found) <= limit:
        return NoticePage(rows, None)
    last = found[limit - 1]["one"]
    return NoticePage(rows, cursor_at(last[field], last["id"]))


def cursor_at(moment: datetime, identity: str) -> str:
    """The cursor of a page whose last one has this moment and this id."""
    text = json.dumps([moment.isoformat(), identity])
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def behind(
    cursor: str | None, field: str, *, identity: str = "one.id", newest_first: bool
) -> Document:
    """What is behind the cursor in the order of this field and of the one that has the id.

    Raises Rejected for a cursor that no list gave.
    """
    if cursor is None:
        return {}
    try:
        moment, known = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        at = datetime.fromisoformat(moment)
    except (ValueError, TypeError) as error:
        raise Rejected(
            "The cursor is not one that this list gave; start without one.",
            (
                FieldError(
                    "cursor", "is not the `next` of an earlier page", "不是前一页给出的 `next`"
                ),
            ),
            code="invalid-request",
            zh="此游标不是本列表给出的。请去掉游标，从第一页重新开始。",
        ) from error
    beyond: Any = "$lt" if newest_first else "$gt"
    return {
        "$or": [
            {field: {beyond: at}},
            {field: at, identity: {beyond: str(known)}},
        ]
    }
