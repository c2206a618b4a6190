"""What tells that two applications are for the same thing, and what follows when they are."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from unicodedata import category, normalize

from pydantic import Field

from shared.programmes.strict import ItemId, Slug, Strict

_SEVERAL = re.compile(r"[,;，；、/。|\n和及与]|\s+(?=(?:ZL|CN|ＺＬ|ＣＮ)\s*\d)", re.IGNORECASE)
"""What stands between two numbers; other blanks are within one, as offices print it in groups."""

_LABEL = re.compile(r"^.*[:：]|^\s*(?:发明|实用新型|外观设计)?专利(?:申请)?号?")
"""What may stand before a number to say what it is: 专利号：."""

_OFFICE = re.compile(r"^(?:ZL|CN)(?=[0-9])")
"""What may stand before the number of a Chinese patent, and is no part of it."""


class ByProduct(Strict):
    """The same applicant, and what it calls its product."""

    kind: Literal["product"]


class ByNumber(Strict):
    """A number that is answered, whoever applies; `of` says what is numbered by it.

    It is compared with all that is answered as `of` the same, in whatever programme.
    """

    kind: Literal["number"]
    of: Slug
    answer: ItemId


KnownBy = Annotated[ByProduct | ByNumber, Field(discriminator="kind")]


class SameThing(Strict):
    """By what the same thing is known, and the reason for which one of the two is refused."""

    known_by: tuple[KnownBy, ...] = Field(min_length=1)
    reason: ItemId


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that is applied for: what it is known by, its key, and as written."""

    of: str
    key: str
    written: str


def things_of(
    same: SameThing | None, *, applicant: str, product: str, answers: Mapping[str, Any]
) -> tuple[Thing, ...]:
    """The things that an application is for, each once; none where the programme asks for none.

    How a name or number is written does not count: width, capitals, spaces, signs.
    """
    if same is None:
        return ()
    found = _things(same, applicant, product, answers)
    return tuple({thing.key: thing for thing in found}.values())


def _things(
    same: SameThing, applicant: str, product: str, answers: Mapping[str, Any]
) -> Iterator[Thing]:
    for sign in same.known_by:
        if isinstance(sign, ByProduct):
            if plain := _plain(product):
                yield Thing("product", f"product/{applicant}/{plain}", product)
            continue
        given = answers.get(sign.answer)
        for written in _SEVERAL.split(given) if isinstance(given, str) else ():
            number = _OFFICE.sub("", _plain(_LABEL.sub("", written)).upper())
            # "None" and "to follow" are no numbers.
            if any(char.isdigit() for char in number):
                yield Thing(sign.of, f"number/{sign.of}/{number}", written.strip())


def _plain(text: str) -> str:
    """Letters and digits alone, in one width and case."""
    folded = normalize("NFKC", text).casefold()
    return "".join(char for char in folded if category(char)[0] in "LN")
