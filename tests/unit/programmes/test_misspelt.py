"""A misspelt key is refused with the right one, wherever it stands."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from shared.programmes import Programme, ProgrammeInvalid, load_file
from shared.programmes.nearest import did_you_mean, instead, undefined
from shared.programmes.printed import PrintedDocument
from shared.programmes.shapes import IN_WORDS
from tests.unit.programmes.definitions import JIANGMEN
from tests.unit.programmes.test_faults import FOLDER

Steps = tuple[str | int, ...]


def keys(part: Any, at: Steps = ()) -> Iterator[Steps]:
    """Where each key of a definition is."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield (*at, key)
            yield from keys(value, (*at, key))
    if isinstance(part, list):
        for i, value in enumerate(part):
            yield from keys(value, (*at, i))


def misspelt(definition: Any, steps: Steps) -> Any:
    """The definition with one letter of this key doubled."""
    *within, key = steps
    part = definition
    for step in within:
        part = part[step]
    word = str(key)
    at = list(part).index(key)
    items = list(part.items())
    items[at] = (word[:2] + word[1:], items[at][1])
    part.clear()
    part.update(items)
    return definition


def everywhere() -> Iterator[Any]:
    """Each key of each kind of mapping once."""
    seen: set[tuple[str, ...]] = set()
    for file in (FOLDER / "good.yaml", JIANGMEN):
        text = file.read_text(encoding="utf-8")
        for steps in keys(yaml.load(text, yaml.CSafeLoader)):
            names = tuple(step for step in steps if isinstance(step, str))[-2:]
            if names not in seen:
                seen.add(names)
                yield pytest.param(text, steps, id=f"{file.stem}-{'.'.join(names)}")


@pytest.mark.parametrize(("text", "steps"), list(everywhere()))
def test_a_key_with_a_letter_too_many_is_told_with_the_right_one(
    tmp_path: Path, text: str, steps: Steps
) -> None:
    file = tmp_path / "x.yaml"
    definition = misspelt(yaml.load(text, yaml.CSafeLoader), steps)
    file.write_text(yaml.dump(definition, Dumper=yaml.CSafeDumper), "utf-8")
    with pytest.raises(ProgrammeInvalid) as raised:
        load_file(file)
    messages = [problem.message for problem in raised.value.problems]
    assert [m for m in messages if m.endswith(f"; did you mean {steps[-1]}?")], messages
    assert not [m for m in messages if "it is not there" in m], messages


@pytest.mark.parametrize(
    ("word", "known", "remedy"),
    [
        ("recomended", ["submitted", "recommended"], "; did you mean recommended?"),
        ("elsewhere", ["north", "south"], "; use one of north, south"),
        ("elsewhere", [], ""),
    ],
)
def test_the_nearest_known_word_is_named_or_else_all_there_are(
    word: str, known: list[str], remedy: str
) -> None:
    assert instead(word, known) == remedy
    assert did_you_mean(word, known) == (remedy if "mean" in remedy else "")


def test_where_nothing_is_defined_the_remedy_is_to_define_it() -> None:
    assert undefined("tax", [], "external_figures") == (
        "expected one of the external figures, but tax is not defined; "
        "define it under external_figures"
    )


def test_of_many_known_words_only_some_are_named() -> None:
    assert instead("x", [f"word_{i}" for i in range(50)]).endswith(", word_11, …")


def test_every_pattern_of_a_definition_has_words() -> None:
    def patterns(part: Any) -> Iterator[str]:
        if isinstance(part, dict):
            yield from ([part["pattern"]] if isinstance(part.get("pattern"), str) else [])
            for value in part.values():
                yield from patterns(value)
        if isinstance(part, list):
            for value in part:
                yield from patterns(value)

    schemas = [kind.model_json_schema() for kind in (Programme, PrintedDocument)]
    numbers = {p for p in patterns(schemas) if p.startswith("^(?!")}
    assert set(patterns(schemas)) - numbers == set(IN_WORDS)
