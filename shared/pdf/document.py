"""What a document says, in one language or in two; how it looks stands in document.typ.

Every text is taken as it is: nothing in it is markup.
"""

from dataclasses import dataclass
from typing import Literal

from shared.values import Bilingual

Language = Literal["zh", "en"]
Text = str | Bilingual
"""A text in both languages, or one that is the same in each: a name, a number."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part; headings are numbered."""

    text: Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Text


@dataclass(frozen=True, slots=True)
class Details:
    """Labels, each with its value: the date of a meeting, the parties, who was there."""

    rows: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; its width is relative to those of the others."""

    header: Text
    width: float = 1
    align: Literal["start", "end"] = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under a header that every page repeats; ValueError for a row of another length."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]

    def __post_init__(self) -> None:
        if not self.columns or any(column.width <= 0 for column in self.columns):
            raise ValueError("a table has columns, and each has a width")
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"a row has {len(row)} cells, the table {len(self.columns)}")


@dataclass(frozen=True, slots=True)
class Signatures:
    """A line to sign on, and one for the date, for each of these people or offices."""

    signers: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A code for machines, as SVG, and what those hear who can't see it."""

    svg: str
    described: Text


Block = Heading | Paragraph | Details | Table | Signatures | Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document of A4 pages, in `languages`: the first is the larger and has the fixed words.

    `issuer` is the office that answers for it; `reference` is how it is found again, in the header
    of each further page and among the keywords of the file.
    """

    title: Text
    issuer: Text
    reference: str
    blocks: tuple[Block, ...]
    languages: tuple[Language, ...] = ("zh",)

    def __post_init__(self) -> None:
        if not self.languages:
            raise ValueError("a document has at least one language")
