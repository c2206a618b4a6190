"""A fault inside a definition: the path to it, and what was expected there."""

from typing import TypeAlias

Loc: TypeAlias = tuple[str | int, ...]
Fault: TypeAlias = tuple[Loc, str]
