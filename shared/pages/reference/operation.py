"""What the page says of an operation: its parts, in the order in which people read them."""

from dataclasses import dataclass

from shared.languages import Language


@dataclass(frozen=True, slots=True)
class Text:
    """What people read, and the language that it is in."""

    words: str
    language: Language


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value in the address or in a header; `where` is path, query or header."""

    name: str
    where: str
    kind: str
    required: bool
    meaning: Text
    example: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a body; `path` leads to it from the outermost object: `orders[].reason`."""

    path: str
    kind: str
    required: bool
    meaning: Text


@dataclass(frozen=True, slots=True)
class Content:
    """A body as it is sent or answered: its fields, and an example if it is text."""

    media_type: str
    fields: tuple[Field, ...]
    example: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered when all goes well."""

    status: str
    meaning: Text
    contents: tuple[Content, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A problem that may be answered, by its code."""

    status: str
    code: str
    title: Text
    detail: Text


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be done at an address; `anchor` leads to it on the page.

    `found_by` is all that a search looks at, in both languages.
    """

    anchor: str
    method: str
    path: str
    summary: Text
    description: Text
    roles: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    bodies: tuple[Content, ...]
    answers: tuple[Answer, ...]
    refusals: tuple[Refusal, ...]
    command: str
    found_by: str

    def says(self, text: str) -> bool:
        """Whether a search for this text finds it."""
        return all(word in self.found_by.casefold() for word in text.casefold().split())


@dataclass(frozen=True, slots=True)
class Section:
    """The operations about one thing."""

    name: Text
    operations: tuple[Operation, ...]
