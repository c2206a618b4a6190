"""Each word that carries weight is used where its meaning lives, and nowhere else.

The words stand with their meanings in the glossary of ARCHITECTURE.md. Looked at are the names that
code of the services and of shared gives: of files, classes, functions, arguments and variables.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

PROJECT = Path(__file__).parents[3]
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")

INSTEAD: Mapping[str, str] = {
    "again": "retry",
    "bell": "Wake",
    "look": "a verb that says what is read, or poll_every",
    "looks": "a verb that says what is read",
    "parting": "what parts: a withdrawal, an end",
    "sight": "access, as in check_may_read",
    "steward": "LeasedWork",
    "told": "what it is: error_line, detail, text",
}
"""Words that nobody can guess the meaning of, and what to say instead."""


@dataclass(frozen=True)
class Meaning:
    """The forms of a word, and the files in which its one meaning lives."""

    forms: tuple[str, ...]
    rooms: tuple[str, ...]


ONE_MEANING: Mapping[str, Meaning] = {
    # To make a list public. Outcomes, timelines and boards say of a case that its list was.
    "announcement": Meaning(
        ("announce", "announced", "announces", "announcing", "announcement", "announcements"),
        (
            "services/review/*",
            "services/intake/domain/*",
            "services/stats/*",
            "shared/contracts/lists.py",
            "shared/programmes/*",
        ),
    ),
    # A case in review.
    "case": Meaning(
        ("case", "cases"),
        (
            "services/review/*",
            "shared/contracts/reviews.py",
            "shared/programmes/path/kinds/*",
        ),
    ),
    # A numbered entry of a list. A path has one entry, and a calendar entries, as the words go.
    "entry": Meaning(
        ("entry", "entries"),
        (
            "services/review/*",
            "services/stats/domain/public_record.py",
            "shared/contracts/lists.py",
            "shared/contracts/outcomes.py",
            "shared/contracts/register.py",
            "shared/contracts/reviews.py",
            "shared/calendar/overlay.py",
            "shared/programmes/path/path.py",
            "shared/programmes/references/*",
            "shared/programmes/rounds.py",
        ),
    ),
    # A page of a listing, of HTML or of a PDF.
    "page": Meaning(
        ("page", "pages", "paged"),
        (
            "services/*/api/*",
            "services/*/main.py",
            "services/*/ports*",
            "services/*/store/*",
            "services/*/usecases/*",
            "services/intake/domain/inspection/*",
            "services/intake/domain/material.py",
            "shared/contracts/applications.py",
            "shared/pages/*",
            "shared/programmes/dossier.py",
        ),
    ),
    # Where a case stands in its path.
    "place": Meaning(("place", "places", "placed"), ("services/review/*", "shared/programmes/*")),
    # A measure in percent, and how the boards show one.
    "share": Meaning(
        ("share", "shares"),
        (
            "services/stats/api/*",
            "services/stats/domain/board.py",
            "shared/figure_words.py",
            "services/stats/domain/measuring/counted.py",
            "services/stats/domain/printed/*",
            "shared/programmes/measures/kinds.py",
            "shared/programmes/printed/*",
        ),
    ),
    # Whose turn it is, in the timeline; a field of the interface has that name.
    "turn": Meaning(("turn", "turns"), ("services/intake/api/*",)),
}


def names(tree: ast.AST) -> Iterator[str]:
    """The names that a file gives, but not those that it uses."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.ClassDef(name=name) | ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.Attribute(attr=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield name
            case ast.alias(asname=str(name)) | ast.MatchAs(name=str(name)):
                yield name


def words(name: str) -> Iterator[str]:
    """Its words in small letters: take_in_order and TakeInOrder have the same."""
    return (part.lower() for part in _PARTS.findall(name))


def used() -> Iterator[tuple[str, str, str]]:
    """Each word that some name has, with the name and the file."""
    for folder in ("services", "shared"):
        for file in sorted((PROJECT / folder).rglob("*.py")):
            at = file.relative_to(PROJECT)
            tree = ast.parse(file.read_text(encoding="utf-8"))
            for name in (*names(tree), *at.with_suffix("").parts[2:]):
                for word in words(name):
                    yield word, name, at.as_posix()


USED = tuple(dict.fromkeys(used()))
MEANING_OF = {form: word for word, meaning in ONE_MEANING.items() for form in meaning.forms}


def _is_in(file: str, rooms: tuple[str, ...]) -> bool:
    return any(fnmatch(file, room) for room in rooms)


def test_no_name_has_a_word_that_nobody_can_guess() -> None:
    found = [f"{file}: {name}; say {INSTEAD[word]}" for word, name, file in USED if word in INSTEAD]
    assert found == []


def test_a_word_with_one_meaning_is_used_where_that_lives() -> None:
    found = [
        f"{file}: {name}"
        for word, name, file in USED
        if (meant := MEANING_OF.get(word)) and not _is_in(file, ONE_MEANING[meant].rooms)
    ]
    assert found == []


def test_every_room_is_one_in_which_the_word_is_used() -> None:
    files: dict[str, set[str]] = {}
    for word, _, file in USED:
        files.setdefault(MEANING_OF.get(word, word), set()).add(file)
    unused = [
        f"{word}: {room}"
        for word, meaning in ONE_MEANING.items()
        for room in meaning.rooms
        if not any(fnmatch(file, room) for file in files.get(word, ()))
    ]
    assert unused == []


def test_the_glossary_has_each_word_with_its_meaning() -> None:
    text = (PROJECT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = text.partition("## Glossary")[2].splitlines()
    terms = {
        term.strip() for row in rows for term in row.split("|")[1:2] for term in term.split(",")
    }
    assert set(ONE_MEANING) - terms == set()


def test_names_are_read_by_their_words() -> None:
    assert [*words("_take_inOrder2")] == ["take", "in", "order"]
    assert [*words("HTTPPage")] == ["http", "page"]
    tree = ast.parse("class A:\n    def b(self, c: int) -> None:\n        d.e = f = g(h)\n")
    assert {*names(tree)} == {"A", "b", "self", "c", "e", "f"}
