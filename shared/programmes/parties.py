"""Who runs a programme, and the document it rests on."""

from typing import Annotated

from pydantic import Field, StringConstraints

from shared.programmes import shapes
from shared.programmes.strict import Bilingual, Slug, Strict


class Organisation(Strict):
    """An office or body by its official name."""

    name: Bilingual


class Office(Strict):
    """An office that acts in this programme; the claim `office` of a token says for which."""

    id: Slug
    name: Bilingual


class Recommender(Strict):
    """Who may recommend, and how many a round; no quota means the rules state none."""

    id: Slug
    name: Bilingual
    quota: int | None = Field(default=None, ge=1)


class Source(Strict):
    """The law or document the definition is read from."""

    title: Bilingual
    issued_by: Bilingual
    number: str | None = None
    url: Annotated[str, StringConstraints(pattern=shapes.URL)] | None = None
