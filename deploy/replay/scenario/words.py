"""Word lists: what names, products and statements are made up of."""

from typing import Annotated

from pydantic import Field, StringConstraints

from deploy.replay.scenario.people import IndustryCode
from deploy.replay.scenario.shapes import matching
from shared.programmes.strict import Bilingual, ItemId, Strict

Pair = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=200),
    matching(r"\S+ .*\S", "words in Chinese, a space and words in English"),
]
"""Words in Chinese, a space, and words in English: 光电 Optoelectronics."""


def parts(pair: Pair) -> tuple[str, str]:
    """The Chinese and the English words."""
    zh, _, en = pair.partition(" ")
    return zh, en


class Ending(Strict):
    """How a company's name ends, and how often."""

    name: Bilingual
    weight: int = Field(ge=1)


class Trade(Strict):
    """An industry by its code in GB/T 4754-2017: what stands in names, and what it makes."""

    code: IndustryCode
    trade: Pair
    products: tuple[Pair, ...] = Field(min_length=1)


class Sentences(Strict):
    """An opening, in which `{product}` and `{field}` stand for them, and sentences to follow."""

    opening: str = Field(min_length=1)
    sentences: tuple[str, ...] = Field(min_length=1)


class StatementWords(Strict):
    """Sentences of a statement in each language."""

    zh: Sentences
    en: Sentences


class Words(Strict):
    """The lists of one file."""

    first: tuple[Pair, ...] = Field(min_length=1)
    second: tuple[Pair, ...] = Field(min_length=1)
    endings: tuple[Ending, ...] = Field(min_length=1)
    qualities: tuple[Pair, ...] = Field(min_length=1)
    trades: tuple[Trade, ...] = Field(min_length=1)
    statements: dict[ItemId, StatementWords] = Field(min_length=1)
