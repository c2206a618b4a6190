"""Each of the fourteen edge cases that break naive systems is a test that bears its number."""

import re
from pathlib import Path

TESTS = Path(__file__).parents[2]
NAMED = re.compile(r"^(?:async )?def test_edge_case_(\d+)_", re.MULTILINE)
CASES = 14


def test_every_edge_case_has_a_test_of_its_name() -> None:
    files = TESTS.rglob("test_*.py")
    found = {int(n) for file in files for n in NAMED.findall(file.read_text(encoding="utf-8"))}
    assert found == set(range(1, CASES + 1))
