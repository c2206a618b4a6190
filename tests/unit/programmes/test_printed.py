"""Documents that printed figures fit the programmes that they are about, or name each fault."""

import re
import shutil
from pathlib import Path

import pytest

from deploy.local.places import PROGRAMMES
from shared.programmes import ProgrammeInvalid, PublishedLock
from shared.programmes.printed import Documents

FILE = "shenzhen-23.yaml"


def copied(tmp_path: Path, found: str = "", instead: str = "") -> Path:
    folder = tmp_path / "programmes"
    shutil.copytree(PROGRAMMES, folder)
    file = folder / "documents" / FILE
    text = file.read_text(encoding="utf-8")
    assert found in text
    file.write_text(text.replace(found, instead, 1), encoding="utf-8")
    return folder


def test_each_document_has_the_rows_that_it_prints_and_those_that_follow() -> None:
    known = dict(Documents.from_directory(PROGRAMMES))
    others = ["dongguan-2021", "hunan-2022", "jiangmen-2019"]
    assert list(known) == [*others, "shenzhen-23", "step-2018"]
    rows = {name: [row.id for row in each.rows] for name, each in known.items()}
    dongguan = [f"D{n:02}" for n in range(1, 20)]
    assert rows["dongguan-2021"] == [*dongguan, "D-d1", "D-d2"]
    hunan = [f"H{n:02}" for n in range(1, 13)]
    assert rows["hunan-2022"] == [*hunan, "H-d1", "H-d2", "H-d3"]
    step = [f"S{n:02}" for n in range(1, 8)]
    assert rows["step-2018"] == [*step, "S-d1", "S-d2"]
    assert rows["jiangmen-2019"] == [*(f"J{n:02}" for n in range(1, 9)), "J-d1"]
    assert rows["shenzhen-23"] == [*(f"Z{n:02}" for n in range(1, 31)), "Z-d1", "Z-d2", "Z-d3"]


@pytest.mark.parametrize(
    ("found", "instead", "said"),
    [
        ("measure: shortlisted\n", "measure: shortlistd\n", "did you mean shortlisted?"),
        ("external: first_year", "external: fist_year", "did you mean first_year?"),
        ("beside: tier_rate", "beside: tiers_rate", "did you mean tier_rate?"),
        ("of: [Z02, Z01], together", "of: [Z02, Z99], together", "but Z99 is not defined"),
        ("of: [Z02, Z01], together", "of: [Z02, Z11], together", "but Z11 prints none"),
        ("together_with: Z25", "together_with: Z24", "expected a row with a share, not Z24"),
        ("increase: {share: Z25", "increase: {share: Z01", "expected a row with a share, not Z01"),
        ("id: Z02", "id: Z01", "a row before is Z01"),
        ("measure: approved\n", "mesure: approved\n", "did you mean measure?"),
        ('round: "23"', 'round: "24"', "expected a round of shenzhen-innovation-records, not 24"),
        ("programme: shenzhen-", "programme: shenzen-", "did you mean shenzhen-innovation"),
        ("printed: 85.3", "printed: .inf", "printed: expected a number, like 12 or 0.5"),
        ("printed: 85.3", "printed: 2024-02-30", "printed: expected a date of the calendar"),
    ],
)
def test_a_mistake_is_refused_with_its_line(
    tmp_path: Path, found: str, instead: str, said: str
) -> None:
    with pytest.raises(ProgrammeInvalid) as refused:
        Documents.from_directory(copied(tmp_path, found, instead))
    assert re.search(rf"{FILE}:\d+: .*{re.escape(said)}", str(refused.value))


def test_a_document_in_another_encoding_is_refused(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    file = folder / "documents" / FILE
    file.write_bytes(file.read_text(encoding="utf-8").encode("gb18030"))
    with pytest.raises(ProgrammeInvalid, match=rf"{FILE}:1: expected text in UTF-8"):
        Documents.from_directory(folder)


def test_a_document_about_a_draft_is_checked_and_not_used_by_services(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    lock = PublishedLock.of(folder).file
    lines = lock.read_text(encoding="utf-8").splitlines(keepends=True)
    lock.write_text("".join(line for line in lines if "shenzhen" not in line), encoding="utf-8")

    others = ["dongguan-2021", "hunan-2022", "jiangmen-2019", "step-2018"]
    assert [name for name, _ in Documents.from_directory(folder)] == others
    drafts = Documents.from_directory(folder, drafts=True)
    assert [name for name, _ in drafts] == sorted([*others, "shenzhen-23"])


def test_a_folder_without_documents_has_none(tmp_path: Path) -> None:
    assert list(Documents.from_directory(tmp_path)) == []
