"""Where an enterprise can be reached, and how an address is shown to others."""

import re
from typing import Literal, get_args

from shared.mail_address import WITHIN
from shared.record import Record
from shared.values import Bilingual

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_ADDRESS = re.compile(WITHIN)


class Contact(Record):
    """An enterprise's names, language and e-mail address as it last gave them."""

    uscc: str
    name: Bilingual
    language: Language
    email: str


def masked(address: str) -> str:
    """The address as events, answers and logs may show it: `z***@example.cn`."""
    local, at, domain = address.rpartition("@")
    shown = local[:1] if len(local) > 1 else ""
    return f"{shown}***{at}{domain if at else ''}"


def masked_within(text: str) -> str:
    """The text of a mail server with every address in it masked."""
    return _ADDRESS.sub(lambda found: masked(found[0]), text)
