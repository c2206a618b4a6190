"""Events of an enterprise or a city, from intake. Key: credit code, or division code of a city."""

from typing import Literal

from shared.contracts.base import CodeKind, Event, omitted
from shared.values import Bilingual, Instant


class EnterpriseRegistered(Event):
    """An enterprise is known to Laurel, with everything that a reader needs of it.

    The one event that carries a contact: the topic is internal and compacted, so that the newest
    state replaces older ones.
    """

    type = "laurel.enterprise.registered.v1"
    topic = "enterprises.v1"
    readers = ("notify", "review")

    uscc: str
    code_kind: CodeKind | None = omitted()
    name: Bilingual
    district: str
    industry: str
    language: Literal["zh", "en"]
    email: str
    at: Instant


class EnterpriseChanged(EnterpriseRegistered):
    """Name, contact, language or district of a known enterprise changed; carries the new state."""

    type = "laurel.enterprise.changed.v1"
