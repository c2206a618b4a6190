"""The kind `public_notice`: a frozen list is open to objections before it is announced."""

from typing import ClassVar, Literal

from shared.programmes.path.stage import Official, StageBase, State, Table


class NoCase(State):
    """A list is under notice, never a case."""


class PublicNotice(StageBase):
    """By the clock `notice`; stands right before the announcement of its list."""

    works_on: ClassVar[Literal["case", "list"]] = "list"
    states: ClassVar[type[State]] = NoCase
    table: ClassVar[Table] = {}
    usual_words: ClassVar = {}

    kind: Literal["public_notice"]
    by: Official = "officer"
