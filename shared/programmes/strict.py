"""The base of every part of a programme definition, and the small words they share."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from shared import values
from shared.programmes import shapes

ItemId = Annotated[str, StringConstraints(pattern=shapes.ITEM_ID)]
Slug = Annotated[str, StringConstraints(pattern=shapes.SLUG, max_length=60)]
Version = Annotated[str, StringConstraints(pattern=shapes.VERSION)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]


class Strict(BaseModel):
    """A frozen model that converts nothing and knows every one of its fields."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Bilingual(values.Bilingual):
    """One text in Chinese and in English, neither of them empty; fits into an event as it is."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    zh: Words
    en: Words


class Named(Strict):
    """Something an id points to and a person reads: a district, a category, a choice."""

    id: Slug
    name: Bilingual
