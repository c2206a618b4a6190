"""A scenario that does not fit is refused with file, line, field and what was expected."""

import shutil
from pathlib import Path

import pytest

from deploy.local.places import PROGRAMMES
from deploy.replay.scenario.loading import ScenarioInvalid, load_replay
from shared.programmes import Programmes
from tests.programmes.records import write_records

KNOWN = Programmes.from_directory(PROGRAMMES, drafts=True)
JIANGMEN = PROGRAMMES / "scenarios" / "jiangmen-2019.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the word lists."""
    shutil.copytree(PROGRAMMES / "scenarios" / "words", tmp_path / "words")
    return tmp_path


def refused(folder: Path, found: str, instead: str) -> list[str]:
    """What is said of Jiangmen's scenario when one piece of it is another."""
    text = JIANGMEN.read_text(encoding="utf-8")
    assert found in text
    file = folder / "changed.yaml"
    file.write_text(text.replace(found, instead, 1), encoding="utf-8")
    with pytest.raises(ScenarioInvalid) as invalid:
        load_replay(file, KNOWN)
    return [str(problem).removeprefix(f"{folder}/") for problem in invalid.value.problems]


def line_of(text: str) -> int:
    return next(
        number
        for number, line in enumerate(JIANGMEN.read_text(encoding="utf-8").splitlines(), 1)
        if text in line
    )


def test_the_scenarios_that_ship_hold_together() -> None:
    for file in (PROGRAMMES / "scenarios").glob("*.yaml"):
        assert load_replay(file, KNOWN).id == file.stem


def test_an_unknown_programme_or_round_names_the_nearest(folder: Path) -> None:
    said = refused(folder, "gd-hightech-product-jiangmen\n", "gd-hightech-product-jiangman\n")
    assert said == [
        f"changed.yaml:{line_of('programme: gd')}: programme: expected one of the programmes, but "
        "gd-hightech-product-jiangman is none; did you mean gd-hightech-product-jiangmen?"
    ]
    said = refused(folder, 'round: "2019"', 'round: "2017"')
    assert said == [
        f"changed.yaml:{line_of('round: ')}: round: expected one of the rounds of "
        "gd-hightech-product-jiangmen, but 2017 is none; did you mean 2019?"
    ]


@pytest.mark.parametrize(
    ("found", "instead", "where", "said"),
    [
        ("words: invented", "words: invanted", "words", "did you mean invented?"),
        ("stage: recommendation", "stage: recomendation", "plan[3].stage", "mean recommendation?"),
        (
            "    recommendation: {ranked",
            "    comendation: {ranked",
            "fates.left_out",
            "comendation",
        ),
        ("{answer: never,", "{answr: never,", "fates.never_supplemented", "did you mean answer?"),
        ("{answer: never,", "{answer: soon,", "fates.never_supplemented", "'in_time'"),
        ("ranked: false", "lacks: {}", "fates.left_out.recommendation.lacks", "no such field"),
        ("notice: in_inbox", "answer: late", "fates.bounced_then_read", "why it is not accepted"),
        ("withdraws: when_asked", "withdraws: when_accepted", "fates.withdrawn", "when_asked"),
        (
            "    formal_review: {not_accepted: out_of_scope}",
            "    formal_review: {not_accepted: out_of_scop}",
            "fates.out_of_scope.formal_review.not_accepted",
            "did you mean out_of_scope?",
        ),
        (
            "not_accepted: out_of_scope",
            "notice: by_post",
            "fates.out_of_scope",
            "upload that lacks",
        ),
        ("sum: [recognised", "sum: [listed", "counts.listed.sum[0]", "counts above"),
        ("part: 1/700", "part: 1/0", "counts.removed.part", "expected a fraction like"),
        ("best: listed", "best: lissted", "plan[4].best", "did you mean listed?"),
        ("[core_technology_unproven,", "[late,", "plan[4].reasons[0]", "apply to decision"),
        ("[core_technology_unproven,", "[meets_conditions,", "plan[4].reasons[0]", "to decision"),
        ("id: pengjiang", "id: pengjang", "enterprises.districts[0].id", "mean pengjiang?"),
        ('code: "3982"', 'code: "3999"', "enterprises.industries[0].code", "of the word list"),
        ("categories: [new-energy]", "categories: [new]", "enterprises.industries[2]", "new-"),
        ("regulated: {percent: 15}", "regulated: {between: [1, 2]}", "answers.regulated", "number"),
        ("  M04: {statement: product}\n", "", "answers", "expected an answer to M04"),
        ("[M07], [M09]", "[M07], [M11]", "papers.choices[0][2][0]", "is none"),
        ("reason: illegible", "reason: duplicate", "papers.flaws[4].reason", "reasons why M02 is"),
        ("reason: illegible", "reason: text_too_short", "papers.flaws[4].reason", "is invalid"),
        ("complete: 77", "completed: 77", "groups[0].fates.completed", "mean complete?"),
        ("  - id: others", "  - id: recommended", "groups[1].id", "expected a new id"),
        ("percent: 40", "percent: 41", "plan[1].days", "100 percent in all, not 101"),
        ("2019-07-12T09", "2019-07-14T09", "plan[1].days[4].at", "while the call is open"),
        (
            "    served_at: 2019-07-15T16:00",
            "    served_at: 2019-07-16T16:00",
            "too_late_at",
            "or later",
        ),
        ("reviewed_at: 2019-07-15", "reviewed_at: 2019-07-16", "plan[2].reviewed_at", "notified"),
        ("too_late_at: 2019-07-23", "too_late_at: 2019-07-22", "plan[2].too_late_at", "or later"),
        ("    too_late_at: 2019-07-23T09:00:00+08:00\n", "", "plan[2].too_late_at", "this instant"),
        ("at: 2019-08-30T10", "at: 2019-08-31T10", "plan[3].at", "before recommend_by"),
        ("at: 2019-11-21T10", "at: 2019-08-21T10", "plan[4].at", "as the steps before"),
        (
            "decided_at: 2020-01-10",
            "decided_at: 2020-01-16",
            "plan[5].objections",
            "notice is over",
        ),
        ("enter: rank_in_province", "enter: rank_in_town", "plan[7].enter", "mean rank_in"),
        ("{measure: pass_rate,", "{measure: pas_rate,", "compared[2].measure", "mean pass_rate?"),
        (", scaled: {count: recognised}", "", "compared[1].scaled", "of another size"),
        ("role: reviewer", "role: officer", "accounts", "the role reviewer for decision"),
        ("account: officer,", "account: city,", "accounts[3].account", "expected a new id"),
        ("smallest: 10 #", "smallest: ten #", "size.smallest", "integer"),
        ("smallest: 10 #", "smallest: .nan #", "size.smallest", "expected a number"),
        ("at: 2019-08-30T10", "at: 2019-08-32T10", "plan[3].at", "expected an instant"),
        ("at: 2019-11-21T10", "at: 2019-11-21T25", "plan[4].at", "expected an instant"),
    ],
)
def test_a_mistake_is_named_where_it_is(
    folder: Path, found: str, instead: str, where: str, said: str
) -> None:
    problems = refused(folder, found, instead)
    assert any(where in problem and said in problem for problem in problems), problems
    assert all(problem.startswith("changed.yaml:") for problem in problems)


def test_a_scenario_in_another_encoding_is_refused(folder: Path) -> None:
    file = folder / "changed.yaml"
    file.write_bytes(JIANGMEN.read_text(encoding="utf-8").encode("gb18030"))
    with pytest.raises(ScenarioInvalid, match=r"changed\.yaml:1: expected text in UTF-8"):
        load_replay(file, KNOWN)


def test_a_stage_that_is_not_played_is_missed(folder: Path) -> None:
    text = JIANGMEN.read_text(encoding="utf-8")
    step = text[text.index("  - stage: recommendation\n") : text.index("  - stage: decision\n")]
    said = refused(folder, step, "")
    assert [problem.partition(": ")[2] for problem in said] == [
        "plan: expected a step for the stage recommendation"
    ]


@pytest.mark.parametrize(
    ("was", "becomes", "where", "expected"),
    [
        ("absent: 1", "absent: 2", "plan[3].meeting", "expected 3 at most who are absent"),
        (
            "preliminary\n",
            "preliminary\n  meeting: {}\n",
            "plan[2].meeting",
            "no committee votes",
        ),
    ],
)
def test_a_committee_that_could_not_decide_is_refused(
    tmp_path: Path, was: str, becomes: str, where: str, expected: str
) -> None:
    programme, scenario = write_records(tmp_path)
    before, plan, after = scenario.read_text(encoding="utf-8").partition("\nplan:")
    changed = before + plan + after.replace(was, becomes, 1)
    scenario.write_text(changed, encoding="utf-8")
    with pytest.raises(ScenarioInvalid) as refused:
        load_replay(scenario, Programmes([programme]))
    assert where in str(refused.value)
    assert expected in str(refused.value)


def test_a_word_list_that_does_not_hold_together_is_named_by_its_own_file(folder: Path) -> None:
    words = folder / "words" / "invented.yaml"
    words.write_text(words.read_text(encoding="utf-8").replace("恒 Heng", "恒"), encoding="utf-8")
    file = folder / "jiangmen-2019.yaml"
    shutil.copy(JIANGMEN, file)
    with pytest.raises(ScenarioInvalid) as invalid:
        load_replay(file, KNOWN)
    (problem,) = invalid.value.problems
    assert (problem.file, problem.field) == (str(words), "first[0]")
    assert "a space and words in English" in problem.message
