"""A notice as a document.

The first four kinds keep the layout in which earlier versions read and write them: what the notice
is about and what was missing are one field, `demand`. A later kind has what it says in `content`.
"""

from collections.abc import Mapping
from typing import Any

from services.notify.domain.kinds import MissingMaterials, NotAccepted, Reminder, Reopened
from services.notify.domain.kinds.content import Content
from services.notify.domain.notice import Notice
from shared.mongo import Document

_APART = {"application", "content", "happened_at"}
BEFORE_KINDS = "materials_missing"
"""What a notice is about that was saved when there was no other kind."""


def to_document(notice: Notice) -> Document:
    """The notice as it is stored."""
    missing, fields = _laid_out(notice.content)
    about = notice.application.model_dump()
    return {
        **notice.model_dump(exclude=_APART),
        "kind": notice.content.kind,
        "demand": {
            "application": about.pop("id"),
            **about,
            "supplement_round": notice.content.about_round,
            "items": (),
            "demands": (),
            "terms": None,
            **missing,
            "at": notice.happened_at,
        },
        "reminds_of": None,
        "non_acceptance": None,
        "takes_back": None,
        **fields,
    }


def to_notice(document: Mapping[str, Any]) -> Notice:
    """The notice in a document. Raises ValidationError for one that only a newer version knows."""
    demand = document["demand"]
    return Notice.model_validate(
        {
            **document,
            "application": {**demand, "id": demand["application"]},
            "content": _content(document, demand),
            "happened_at": demand["at"],
        }
    )


def _laid_out(content: Content) -> tuple[Document, Document]:
    """What a notice says, as fields of its demand and of the notice itself."""
    match content:
        case MissingMaterials():
            return _asked(content), {}
        case Reminder():
            return _asked(content.asked), {"reminds_of": content.clock.model_dump()}
        case NotAccepted():
            reason = content.non_acceptance.model_dump()
            return content.missing.model_dump(), {"non_acceptance": reason}
        case Reopened():
            return {}, {"takes_back": content.takes_back.model_dump()}
        case _:
            return {}, {"content": content.model_dump()}


def _content(document: Mapping[str, Any], demand: Mapping[str, Any]) -> Mapping[str, Any]:
    kind = document.get("kind", BEFORE_KINDS)
    asked = {**demand, "kind": "materials_missing", "missing": demand}
    match kind:
        case "materials_missing":
            return asked
        case "supplement_due":
            return {"kind": kind, "asked": asked, "clock": document.get("reminds_of")}
        case "not_accepted":
            reason = document.get("non_acceptance")
            return {"kind": kind, "non_acceptance": reason, "missing": demand}
        case "reopened":
            return {"kind": kind, "takes_back": document.get("takes_back")}
        case _:
            return {**document.get("content", {}), "kind": kind}


def _asked(asked: MissingMaterials) -> Document:
    return {**asked.missing.model_dump(), "terms": asked.terms.model_dump()}
