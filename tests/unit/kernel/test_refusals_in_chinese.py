"""Every refusal is written in Chinese beside the English: none reaches a reader in one language."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.http.plain import OF_VALUES

ROOT = Path(__file__).parents[3]

SOURCES = [*(ROOT / "services").rglob("*.py"), *(ROOT / "shared").rglob("*.py")]
FIELD_PARTS = 3
"""A FieldError of this many parts has its Chinese text as the last one."""


def refusing_classes() -> set[str]:
    """The names of Rejected and of all classes derived from it, however far."""
    bases = {
        each.name: {ast.unparse(base).rpartition(".")[2] for base in each.bases}
        for file in SOURCES
        for each in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(each, ast.ClassDef)
    }
    found = {"Rejected"}
    while more := {name for name, of in bases.items() if of & found} - found:
        found |= more
    return found


def calls(tree: ast.AST, refusing: set[str]) -> Iterator[ast.Call]:
    """Where a refusal or a fault of a field is made."""
    for each in ast.walk(tree):
        if isinstance(each, ast.ClassDef) and each.name in refusing:
            yield from (call for call in ast.walk(each) if _is_super_init(call))  # type: ignore[misc]
        if isinstance(each, ast.Call) and ast.unparse(each.func) in ("Rejected", "FieldError"):
            yield each


def _is_super_init(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "super().__init__"


def says_it_in_chinese(call: ast.Call) -> bool:
    """Whether it is given a Chinese text, or passes on what has one."""
    passed_on = any(isinstance(part, ast.Starred) for part in call.args)
    named = any(part.arg in ("zh", None) for part in call.keywords)
    of_field = ast.unparse(call.func) == "FieldError" and len(call.args) == FIELD_PARTS
    return passed_on or named or of_field


def test_every_refusal_and_every_fault_of_a_field_has_a_chinese_text() -> None:
    refusing = refusing_classes()
    silent = [
        f"{file.relative_to(ROOT)}:{call.lineno}"
        for file in SOURCES
        if file.name != "errors.py" or file.parent.name != "shared"
        for call in calls(ast.parse(file.read_text("utf-8")), refusing)
        if not says_it_in_chinese(call)
    ]
    assert silent == []


def test_it_would_be_seen_where_one_has_none() -> None:
    made = "Rejected('No.', code='x')", "FieldError('a', 'is wrong')"
    found = [call for code in made for call in calls(ast.parse(code), {"Rejected"})]

    assert [says_it_in_chinese(call) for call in found] == [False, False]


def said_by_validators() -> Iterator[str]:
    """What validators of request bodies say, as far as it is the same each time."""
    for file in SOURCES:
        if "api" not in file.parts:
            continue
        for each in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(each, ast.Call) and ast.unparse(each.func) in ("ValueError", "Written"):
                said = each.args[-1]
                first = said.values[0] if isinstance(said, ast.JoinedStr) else said
                text = first.value if isinstance(first, ast.Constant) else ""
                if isinstance(text, str) and text.startswith("must "):
                    yield text.partition(": ")[0]


def test_whatever_a_validator_says_of_a_field_has_a_chinese_text() -> None:
    said = set(said_by_validators())
    assert said - OF_VALUES.keys() == set()
    assert "must be one line of printable characters" in said


@pytest.mark.parametrize("name", ["CallClosed", "WrongStage", "QuotaExceeded", "UnknownRound"])
def test_the_classes_are_found_that_refuse(name: str) -> None:
    assert name in refusing_classes()
