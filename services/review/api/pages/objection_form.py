"""The form for an objection: its fields, what was typed, and what was wrong with it."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, cast

from fastapi import Request
from pydantic import ValidationError

from services.review.api.lists.objection_schemas import ObjectionIn
from shared.errors import Rejected

Kind = Literal["person", "organisation"]
FIELDS: Mapping[Kind, tuple[str, ...]] = {
    "person": ("entry", "name", "phone", "employer", "signature", "facts", "evidence"),
    "organisation": ("entry", "name", "phone", "contact", "seal", "facts", "evidence"),
}
OBJECTOR = ("name", "phone", "employer", "signature", "contact", "seal")
LARGEST = 64 * 1024
_ID = re.compile(r"o-[0-9a-f]{32}")


@dataclass(slots=True)
class ObjectionForm:
    """What was typed, and by field the phrase that says how to put it right.

    `id` is made with the empty form, so that sending the form again files nothing twice.
    """

    kind: Kind
    id: str
    typed: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)

    @classmethod
    def empty(cls, kind: Kind, entry: int | None) -> "ObjectionForm":
        """A form to fill in, about this entry if one was chosen."""
        return cls(kind, f"o-{secrets.token_hex(16)}", {"entry": str(entry)} if entry else {})

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields in the order of the page."""
        return FIELDS[self.kind]

    def checked(self) -> ObjectionIn | None:
        """The objection, or None after noting in `wrong` what has to be put right."""
        objector = {name: self.typed.get(name, "") for name in self.fields if name in OBJECTOR}
        try:
            return ObjectionIn.model_validate(
                {
                    "entry": self.typed.get("entry", ""),
                    "objector": {"kind": self.kind, **objector},
                    "facts": self.typed.get("facts", ""),
                    "evidence": self.typed.get("evidence", ""),
                }
            )
        except ValidationError as error:
            found = {str(one["loc"][-1]) for one in error.errors()}
            self.wrong = {name: f"wrong_{name}" for name in self.fields if name in found}
            return None


async def sent_form(request: Request) -> ObjectionForm:
    """A dependency: the form as it was sent. Raises Rejected for what no such form sends."""
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > LARGEST:
        raise Rejected(f"The form may have {LARGEST} bytes at most.", code="request-too-large")
    async with request.form(max_files=0, max_fields=20, max_part_size=LARGEST) as data:
        sent = {name: value.strip() for name, value in data.items() if isinstance(value, str)}
    kind, id_ = sent.get("kind", ""), sent.get("objection", "")
    if kind not in FIELDS or not _ID.fullmatch(id_):
        raise Rejected("This is not the form for an objection.", code="invalid-request")
    known = cast(Kind, kind)
    return ObjectionForm(known, id_, {name: sent.get(name, "") for name in FIELDS[known]})
