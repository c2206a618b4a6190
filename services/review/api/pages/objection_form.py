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
from shared.pages.sent_form import sent_fields

Kind = Literal["person", "organisation"]
FIELDS: Mapping[Kind, tuple[str, ...]] = {
    "person": ("entry", "name", "phone", "email", "employer", "signature", "facts", "evidence"),
    "organisation": ("entry", "name", "phone", "email", "contact", "seal", "facts", "evidence"),
}
OBJECTOR = ("name", "phone", "email", "employer", "signature", "contact", "seal")
OPTIONAL = ("email",)
_NUMBER = re.compile(r"\d{1,9}")
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
        typed = {name: self.typed.get(name, "") for name in self.fields if name in OBJECTOR}
        objector = {name: text for name, text in typed.items() if text or name not in OPTIONAL}
        try:
            return ObjectionIn.model_validate(
                {
                    "entry": _number(self.typed.get("entry", "")),
                    "objector": {"kind": self.kind, **objector},
                    "facts": self.typed.get("facts", ""),
                    "evidence": self.typed.get("evidence", ""),
                }
            )
        except ValidationError as error:
            found = {str(one["loc"][-1]) for one in error.errors()}
            self.wrong = {name: f"wrong_{name}" for name in self.fields if name in found}
            return None


def _number(typed: str) -> int | str:
    """A form has texts alone, and a number is none for the interface."""
    return int(typed) if _NUMBER.fullmatch(typed) else typed


async def sent_form(request: Request) -> ObjectionForm:
    """A dependency: the form as it was sent. Raises Rejected for what no such form sends."""
    sent = dict(await sent_fields(request))
    kind, id_ = sent.get("kind", ""), sent.get("objection", "")
    if kind not in FIELDS or not _ID.fullmatch(id_):
        raise Rejected(
            "This is not the form for an objection.",
            code="invalid-request",
            zh="这不是异议表单。",
        )
    known = cast(Kind, kind)
    return ObjectionForm(known, id_, {name: sent.get(name, "") for name in FIELDS[known]})


async def sent_code(request: Request) -> str:
    """A dependency: what was typed as the code. Raises Rejected for what no such form sends."""
    return dict(await sent_fields(request)).get("code", "")
