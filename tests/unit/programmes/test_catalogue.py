"""Which version holds when, and that what was published stays as it was."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from shared.calendar import BEIJING
from shared.errors import FieldError
from shared.programmes import (
    Programme,
    ProgrammeInvalid,
    Programmes,
    PublishedLock,
    UnknownProgramme,
    UnknownRound,
    load_file,
)
from tests.unit.programmes.definitions import JIANGMEN, programme

A = {"material": "A"}
TEXT = JIANGMEN.read_text(encoding="utf-8")
ID = "gd-hightech-product-jiangmen"


def version(number: str, effective_from: date) -> Programme:
    return programme(A, version=number, effective_from=effective_from)


def written(folder: Path, text: str, name: str = "x.yaml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def published(folder: Path, text: str = TEXT) -> Path:
    file = written(folder, text)
    PublishedLock.beside(file).publish(load_file(file))
    return file


def test_a_version_holds_from_the_first_instant_of_its_day_in_beijing() -> None:
    old, new = version("2019.1", date(2019, 1, 1)), version("2019.2", date(2019, 6, 1))
    programmes = Programmes([new, old])
    last = datetime(2019, 5, 31, 23, 59, 59, tzinfo=BEIJING)
    first = datetime(2019, 6, 1, tzinfo=BEIJING)
    assert programmes.of_round("small", "2019", last) is old
    assert programmes.of_round("small", "2019", first) is new
    with pytest.raises(UnknownProgramme):
        programmes.of_round("small", "2019", datetime(2018, 12, 31, tzinfo=BEIJING))


def test_a_round_goes_by_the_newest_version_in_force_that_has_it() -> None:
    first, mended = version("2019.1", date(2019, 1, 1)), version("2019.2", date(2019, 6, 1))
    next_round = mended.rounds[0].model_copy(update={"id": "2020"})
    following = version("2020.1", date(2020, 1, 1)).model_copy(update={"rounds": (next_round,)})
    programmes = Programmes([first, mended, following])
    may, january = (datetime(y, m, 2, tzinfo=BEIJING) for y, m in ((2019, 5), (2020, 1)))
    assert programmes.of_round("small", "2019", may) is first
    assert programmes.of_round("small", "2019", january) is mended
    assert programmes.of_round("small", "2020", january) is following
    with pytest.raises(UnknownRound):
        programmes.of_round("small", "2020", may)
    with pytest.raises(UnknownProgramme):
        programmes.of_round("large", "2019", may)


def test_what_is_not_there_is_refused_with_what_there_is() -> None:
    programmes = Programmes([version("2019.1", date(2019, 1, 1))])
    with pytest.raises(UnknownProgramme) as nowhere:
        programmes.of_round("large", "2019", datetime(2019, 6, 1, tzinfo=BEIJING))
    assert nowhere.value.errors == (FieldError("programme", "must be one of: small"),)
    with pytest.raises(UnknownProgramme) as nothing:
        programmes.of_round("large", "2019")
    assert nothing.value.errors == nowhere.value.errors
    with pytest.raises(UnknownRound) as never:
        programmes.of_round("small", "1999")
    assert never.value.errors == (FieldError("round", "must be one of: 2019"),)


def test_a_round_is_read_by_the_newest_version_that_has_it() -> None:
    old, new = version("2019.9", date(2019, 1, 1)), version("2019.10", date(2019, 1, 1))
    assert Programmes([new, old]).of_round("small", "2019") is new


def test_of_two_versions_from_the_same_day_the_higher_number_holds() -> None:
    ninth, tenth = (version(f"2019.{n}", date(2019, 1, 1)) for n in (9, 10))
    at = datetime(2019, 6, 1, tzinfo=BEIJING)
    assert Programmes([tenth, ninth]).of_round("small", "2019", at) is tenth


def test_a_case_gets_the_version_it_is_pinned_to() -> None:
    old, new = version("2019.1", date(2019, 1, 1)), version("2019.2", date(2019, 6, 1))
    assert Programmes([old, new]).get("small", "2019.1") is old
    with pytest.raises(UnknownProgramme):
        Programmes([old]).get("small", "2019.2")


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (datetime(2019, 5, 5, 23, 59, 59, tzinfo=BEIJING), False),
        (datetime(2019, 5, 6, tzinfo=BEIJING), True),
        (datetime(2019, 7, 12, 23, 59, 59, 999999, tzinfo=BEIJING), True),
        (datetime(2019, 7, 13, tzinfo=BEIJING), False),
    ],
)
def test_a_round_is_open_until_the_last_day_ends(at: datetime, is_open: bool) -> None:
    rules = programme(A)
    expected = ((rules, rules.rounds[0]),) if is_open else ()
    assert Programmes([rules]).open_rounds(at) == expected


def test_an_open_round_stays_open_when_a_newer_version_no_longer_has_it() -> None:
    old = version("2019.1", date(2019, 1, 1))
    next_round = old.rounds[0].model_copy(update={"id": "2020"})
    new = version("2020.1", date(2019, 6, 1)).model_copy(update={"rounds": (next_round,)})
    at = datetime(2019, 6, 2, tzinfo=BEIJING)
    assert Programmes([old, new]).open_rounds(at) == ((old, old.rounds[0]), (new, next_round))


def test_a_round_that_a_newer_version_moves_is_open_when_that_one_says() -> None:
    old = version("2019.1", date(2019, 1, 1))
    longer, shorter = (
        old.rounds[0].model_copy(update={"closes_at": datetime(2019, month, 1, tzinfo=BEIJING)})
        for month in (8, 7)
    )
    open_before = datetime(2019, 5, 31, tzinfo=BEIJING)
    in_july = datetime(2019, 7, 2, tzinfo=BEIJING)
    for moved, expected in ((longer, [longer]), (shorter, [])):
        new = version("2019.2", date(2019, 6, 1)).model_copy(update={"rounds": (moved,)})
        programmes = Programmes([old, new])
        assert programmes.open_rounds(open_before) == ((old, old.rounds[0]),)
        assert [round_ for _, round_ in programmes.open_rounds(in_july)] == expected


def test_the_definitions_that_ship_are_published_and_load() -> None:
    programmes = Programmes.from_directory(JIANGMEN.parent)
    assert ID in {found.id for found in programmes}


def test_a_draft_is_checked_but_not_in_force(tmp_path: Path) -> None:
    written(tmp_path, TEXT)
    assert [p.key for p in Programmes.from_directory(tmp_path)] == []
    assert [p.key for p in Programmes.from_directory(tmp_path, drafts=True)] == [f"{ID}@2019.1"]
    written(tmp_path, TEXT.replace("subject: product", "subject: planet"))
    with pytest.raises(ProgrammeInvalid):
        Programmes.from_directory(tmp_path)


def test_a_published_version_whose_content_changed_is_refused(tmp_path: Path) -> None:
    file = published(tmp_path)
    written(tmp_path, TEXT.replace("max_files: 1\n", "max_files: 2\n"))
    with pytest.raises(ProgrammeInvalid) as raised:
        load_file(file)
    (problem,) = raised.value.problems
    assert (problem.field, problem.line) == ("version", 10)
    assert problem.message == (
        f"{ID}@2019.1 is published, and this is not what it said then: "
        "undo the change, or make it a new version such as 2019.2"
    )


def test_comments_and_layout_may_change_after_publication(tmp_path: Path) -> None:
    file = published(tmp_path)
    written(tmp_path, "# a comment\n\n" + TEXT.replace("{id: pengjiang,", "{ id: pengjiang,"))
    assert load_file(file).key == f"{ID}@2019.1"


def test_a_changed_new_version_beside_the_published_one_is_welcome(tmp_path: Path) -> None:
    published(tmp_path)
    changed = TEXT.replace('version: "2019.1"', 'version: "2019.2"').replace(
        "max_files: 1\n", "max_files: 2\n"
    )
    written(tmp_path, changed, "y.yaml")
    known = Programmes.from_directory(tmp_path, drafts=True)
    assert sorted(p.version for p in known) == ["2019.1", "2019.2"]


PATH = """\
path:
  - {id: application, kind: application, name: {zh: 申报, en: Application}}
  - id: check
    kind: formal_review
    name: {zh: 形式审查, en: Check}
  - id: decision
    kind: decision
    name: {zh: 评审, en: Review}
    sealed: true
  - id: notice
    kind: public_notice
    name: {zh: 公示, en: Public notice}
  - id: announcement
    kind: announcement
    name: {zh: 公布, en: Announcement}
    milestones:
      passed: {id: recognised, name: {zh: 认定, en: Recognised}}
      failed: {id: not_recognised, name: {zh: 未认定, en: Not recognised}}
clocks:
"""
WITHOUT_RECOMMENDATION = re.sub(r"    recommend_by: .*\n", "", TEXT.split("\nmeasures:")[0])


def two_versions(folder: Path, first: str, second: str) -> ProgrammeInvalid | None:
    """What is said of two versions with these paths, both of which have the round 2019."""
    text = WITHOUT_RECOMMENDATION
    written(folder, text.replace("clocks:\n", first), "x.yaml")
    later = text.replace('version: "2019.1"', 'version: "2019.2"')
    written(folder, later.replace("clocks:\n", second), "y.yaml")
    try:
        Programmes.from_directory(folder, drafts=True)
    except ProgrammeInvalid as invalid:
        return invalid
    return None


@pytest.mark.parametrize(
    ("old", "new", "other"),
    [
        (
            "id: check",
            "id: examination",
            "check (formal_review) there, examination (formal_review)",
        ),
        (
            "    name: {zh: 形式审查, en: Check}",
            "    name: {zh: 形式审查, en: Check}\n"
            "    words: {not_accepted: {id: turned_down, name: {zh: 甲, en: a}}}",
            "check has the words check, check_awaiting_delivery, check_awaiting_supplement, "
            "check_not_accepted there, check, check_awaiting_delivery, check_awaiting_supplement, "
            "turned_down here",
        ),
    ],
)
def test_versions_that_share_a_round_share_ids_and_words_of_the_path(
    tmp_path: Path, old: str, new: str, other: str
) -> None:
    assert two_versions(tmp_path, PATH, PATH) is None
    invalid = two_versions(tmp_path, PATH, PATH.replace(old, new))
    assert invalid is not None
    (problem,) = invalid.problems
    line = (tmp_path / "y.yaml").read_text(encoding="utf-8").splitlines().index("path:") + 1
    assert (problem.file, problem.line, problem.field) == (str(tmp_path / "y.yaml"), line, "path")
    assert f"{ID}@2019.1 ({tmp_path / 'x.yaml'})" in problem.message
    assert other in problem.message
    assert "leave the round to one of the two versions" in problem.message


def test_a_version_of_another_round_may_have_another_path(tmp_path: Path) -> None:
    invalid = two_versions(tmp_path, PATH, PATH.replace("id: check", "id: examination"))
    assert invalid is not None
    file = tmp_path / "y.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace('id: "2019"', 'id: "2020"'), "utf-8")
    assert len(list(Programmes.from_directory(tmp_path, drafts=True))) == 2


def test_a_published_version_must_not_disappear(tmp_path: Path) -> None:
    published(tmp_path).unlink()
    with pytest.raises(ProgrammeInvalid, match="is published, but no file here defines it"):
        Programmes.from_directory(tmp_path)


def test_one_version_in_two_files_is_refused(tmp_path: Path) -> None:
    published(tmp_path)
    written(tmp_path, TEXT, "y.yaml")
    with pytest.raises(ProgrammeInvalid, match="is already defined in"):
        Programmes.from_directory(tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- nonsense\n", "expected lines like id@version: sha256"),
        ("x@2019.1: 2024-02-30\n", "expected YAML: "),
    ],
)
def test_a_damaged_lock_is_refused(tmp_path: Path, text: str, said: str) -> None:
    written(tmp_path, text, "published.lock")
    with pytest.raises(ProgrammeInvalid, match=f"published.lock:1: {said}"):
        Programmes.from_directory(tmp_path)


def test_what_reasons_are_for_may_be_said_of_a_version_that_was_published_without(
    tmp_path: Path,
) -> None:
    plain = re.sub(r", only_for: \[[a-z_, ]+\]", "", TEXT)
    file = written(tmp_path, plain)
    PublishedLock.of(tmp_path).publish(load_file(file))
    locked = (tmp_path / "published.lock").read_text(encoding="utf-8")
    said = load_file(written(tmp_path, TEXT), PublishedLock.of(tmp_path))
    assert said.digest != said.digest_before_only_for
    PublishedLock.of(tmp_path).publish(said)
    assert (tmp_path / "published.lock").read_text(encoding="utf-8") == locked


def test_what_reasons_are_for_is_held_to_once_a_version_was_published_with_it(
    tmp_path: Path,
) -> None:
    published(tmp_path)
    for other in ("[dismissed]", "[upheld, dismissed]"):
        written(tmp_path, TEXT.replace("only_for: [upheld]", f"only_for: {other}"))
        with pytest.raises(ProgrammeInvalid, match="this is not what it said then"):
            Programmes.from_directory(tmp_path)


def test_every_meaningful_change_changes_the_digest() -> None:
    first = programme(A)
    assert first.digest == programme(A).digest
    assert first.digest != programme({"material": "B"}).digest
    assert first.digest != programme(A, max_applications_per_enterprise=3).digest


def test_the_round_before_is_the_one_that_opened_last_before_it() -> None:
    old = version("2019.1", date(2019, 1, 1))
    first = old.rounds[0]
    moved = {"opens_at": first.opens_at.replace(year=2020), "id": "2020"}
    second = first.model_copy(update=moved)
    new = version("2020.1", date(2020, 1, 1)).model_copy(update={"rounds": (second,)})
    known, at = Programmes([old, new]), datetime(2020, 6, 2, tzinfo=BEIJING)
    assert known.round_before(old.id, "2020", at) == first
    assert known.round_before(old.id, first.id, at) is None
    alone = datetime(2019, 6, 2, tzinfo=BEIJING)
    assert known.round_before(old.id, first.id, alone) is None
