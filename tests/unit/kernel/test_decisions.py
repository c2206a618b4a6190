"""Decisions are cited by their numbers, so each has one of its own."""

import re

from deploy.local.places import PROJECT


def test_every_decision_has_a_number_of_its_own_which_its_title_repeats_if_any() -> None:
    pages = sorted((PROJECT / "docs" / "decisions").glob("*.md"))
    numbers = [int(page.name[:4]) for page in pages]
    assert numbers == list(range(1, len(pages) + 1))
    for number, page in zip(numbers, pages, strict=True):
        titled = re.match(r"# (\d+)\. ", page.read_text(encoding="utf-8"))
        assert titled is None or int(titled[1]) == number
