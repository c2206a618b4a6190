"""What documents print stands in no code: it is computed from what was heard, or entered."""

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from deploy.local.places import PROGRAMMES
from shared.programmes.printed import Documents

ROOT = Path(__file__).parents[3]
FIRST_YEAR, LAST_YEAR = 1900, 2100
ORDINARY = 100
"""Numbers up to here are days, limits, widths and what not."""


OF_ANOTHER_KIND = {("11000", "shared/mongo.py")}
"""MongoDB's code for a key that is there already; Dongguan has as many firms."""


def distinctive(text: str) -> set[str]:
    """The numbers in a text that are no year and hardly come about by chance."""
    found = {number.replace(",", "").replace("_", "") for number in re.findall(r"\d[\d,_]*", text)}
    return {
        number
        for number in found
        if number and int(number) > ORDINARY and not FIRST_YEAR <= int(number) <= LAST_YEAR
    }


def printed() -> set[str]:
    """Every distinctive number that a document prints."""
    documents = (document for _, document in Documents.from_directory(PROGRAMMES, drafts=True))
    rows = (row for document in documents for row in document.rows)
    return {number for row in rows for number in distinctive(str(row.printed))}


def in_code() -> Iterator[tuple[str, str]]:
    """Each number of the services and of what they share, with the file in which it stands."""
    for folder in ("services", "shared"):
        for file in (ROOT / folder).rglob("*.py"):
            source = io.StringIO(file.read_text("utf-8"))
            for token in tokenize.generate_tokens(source.readline):
                if token.type in (tokenize.NUMBER, tokenize.STRING):
                    for number in distinctive(token.string):
                        yield number, str(file.relative_to(ROOT))


def test_no_number_that_a_document_prints_stands_in_a_service_or_in_what_they_share() -> None:
    numbers = printed()
    assert {"1401", "1128", "216", "159"} <= numbers
    found = {(number, file) for number, file in in_code() if number in numbers}
    assert found - OF_ANOTHER_KIND == set()


def test_a_number_is_found_however_it_is_written() -> None:
    assert distinctive("1,401 of 1_367 in 2019, 80.5 % and 31 days") == {"1401", "1367"}
