"""What a new version may not say, though one that was published may have said it."""

from pathlib import Path

import pytest

from shared.programmes import ProgrammeInvalid, PublishedLock, load_file
from tests.unit.programmes.changed import faults
from tests.unit.programmes.definitions import JIANGMEN

SHENZHEN = JIANGMEN.with_name("shenzhen-innovation-records.yaml")


@pytest.mark.parametrize(
    ("old", "new", "field", "said"),
    [
        (
            "committee: {members: 21, quorum: 2/3, majority: 1/2}",
            "committee: {members: 21, majority: 1/2}",
            "committee.quorum",
            "nothing is decided without a quorum",
        ),
        (
            "The applicant is not registered in Shenzhen.}, applies_to: [case]}",
            "The applicant is not registered in Shenzhen.}, applies_to: [decision]}",
            "eligibility[0].reason",
            "expected a reason that applies to case, but not_in_shenzhen applies to decision",
        ),
    ],
)
def test_a_draft_is_refused_with_line_and_field(
    tmp_path: Path, old: str, new: str, field: str, said: str
) -> None:
    good = SHENZHEN.read_text("utf-8")

    (found,) = faults(tmp_path, good, old, new)

    assert found[1].endswith(field)
    assert said in found[2]


def test_a_reminder_before_the_term_begins_is_refused(tmp_path: Path) -> None:
    good = JIANGMEN.read_text("utf-8")

    (found,) = faults(
        tmp_path, good, "supplement_rounds: 1", "supplement_rounds: 1\n  remind_before: [3, 5]"
    )

    assert found[:2] == (1, "clocks.remind_before[1]")
    assert found[2].startswith("expected fewer than 5 days, which are the whole term")


def test_two_spellings_of_a_scheme_are_refused(tmp_path: Path) -> None:
    good = SHENZHEN.read_text("utf-8")
    last = good.rindex("qualification: specialised-new")
    file = tmp_path / "x.yaml"
    file.write_text(good[:last] + good[last:].replace("-new", "-now", 1), "utf-8")

    with pytest.raises(ProgrammeInvalid, match="nearly"):
        load_file(file)


def test_what_was_published_still_loads(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    good = SHENZHEN.read_text("utf-8")
    file.write_text(good.replace("quorum: 2/3, ", ""), "utf-8")
    published = PublishedLock.beside(SHENZHEN)

    assert load_file(file, published).key == "shenzhen-innovation-records@2024.1"
