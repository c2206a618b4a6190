"""What is said about a good definition in which one thing was changed."""

from pathlib import Path

import pytest

from shared.programmes import ProgrammeInvalid, load_file

Fault = tuple[int, str, str]
"""Line relative to the first changed one, field and message."""


def faults(folder: Path, good: str, old: str, new: str) -> list[Fault]:
    """Every fault, after `old`, which must be there once, was replaced by `new`."""
    assert good.count(old) == 1, "change exactly one place"
    file = folder / "x.yaml"
    file.write_text(good.replace(old, new), encoding="utf-8")
    first = good[: good.index(old)].count("\n") + 1
    with pytest.raises(ProgrammeInvalid) as raised:
        load_file(file)
    assert {problem.file for problem in raised.value.problems} == {str(file)}
    return [(p.line - first, p.field, p.message) for p in raised.value.problems]


def fault(folder: Path, good: str, old: str, new: str) -> Fault:
    """The only fault."""
    (only,) = faults(folder, good, old, new)
    return only
