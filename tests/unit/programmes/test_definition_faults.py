"""A faulty definition is refused with the file, the line and the field of every fault."""

from pathlib import Path

import pytest

from shared.programmes import ProgrammeInvalid, load_file
from tests.unit.programmes.changed import fault
from tests.unit.programmes.definitions import JIANGMEN

THREE = "{any_of: [{material: M07}, {material: M08}, {material: M09}]}"
GOOD = JIANGMEN.read_text(encoding="utf-8")


def test_the_message_reads_file_line_field_and_what_was_expected(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(GOOD.replace("subject: product", "subject: planet"), encoding="utf-8")
    with pytest.raises(ProgrammeInvalid) as raised:
        load_file(file)
    line = GOOD[: GOOD.index("subject: product")].count("\n") + 1
    assert str(raised.value) == (
        f"{file}:{line}: subject: expected 'product', 'project', 'enterprise' or 'city', "
        "not 'planet'"
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            'version: "2019.1"',
            "version: 2019.1",
            (
                0,
                "version",
                "expected a text (in quotes if it looks like a number, a date or yes/no)",
            ),
        ),
        (
            "  zh: 广东省高新技术产品认定（江门市）\n",
            "",
            (-1, "name.zh", "expected this field, but it is not there"),
        ),
        (
            "supplement_rounds: 1",
            "supplement_rounds: 1\n  supplement_weeks: 1",
            (
                1,
                "clocks.supplement_weeks",
                "expected no such field here; check its spelling and its indentation",
            ),
        ),
        (
            "opens_at: 2019-05-06T00:00:00+08:00",
            "opens_at: 2019-05-06T00:00:00",
            (
                0,
                "rounds[0].opens_at",
                "expected an instant with its time zone, like 2019-05-06T00:00:00+08:00",
            ),
        ),
        (
            "closes_at: 2019-07-13T00:00:00+08:00",
            "closes_at: 2019-05-01T00:00:00+08:00",
            (
                0,
                "rounds[0].closes_at",
                "expected an instant after opens_at 2019-05-06 00:00:00+08:00",
            ),
        ),
        (
            "announce_on: 2020-01-17",
            "announce_on: 2019-12-31",
            (0, "rounds[0].announce_on", "expected notice_from 2020-01-02 or later"),
        ),
        (
            "  - any_of:\n",
            "  - some_of:\n",
            (
                0,
                "requirements[5]",
                "expected one of all_of, any_of, n_of, when, material, answer",
            ),
        ),
        (
            "  - any_of:\n      - material: M07\n      - material: M08\n      - material: M09\n",
            "  - any_of: []\n",
            (0, "requirements[5].any_of", "expected at least 1 of them"),
        ),
        (
            "  - any_of:\n      - material: M07\n      - material: M08\n",
            "  - any_of:\n      - material: M07\n      - material: M88\n",
            (
                2,
                "requirements[5].any_of[1].material",
                "expected one of the materials, but M88 is not defined; did you mean M08?",
            ),
        ),
        (
            "  - any_of:\n      - material: M07\n      - material: M08\n      - material: M09\n",
            "  - n_of:\n      n: 2\n      of: [{material: M07}]\n",
            (1, "requirements[5].n_of.n", "expected at most 1, the parts there are"),
        ),
        (
            "  - any_of:\n      - material: M07\n      - material: M08\n      - material: M09\n",
            f"  - any_of:\n      - all_of: [{', '.join([THREE] * 5)}]\n",
            (
                0,
                "requirements[5].any_of",
                "expected a choice of 200 ways at most, not 243: take it apart",
            ),
        ),
        (
            "  - any_of:\n      - material: M07\n      - material: M08\n      - material: M09\n",
            f"  - any_of:\n      - n_of: {{n: 2, of: [{', '.join([THREE] * 8)}]}}\n",
            (
                0,
                "requirements[5].any_of",
                "expected a choice of 200 ways at most, not 252: take it apart",
            ),
        ),
        (
            "  - answer: M04\n",
            "  - answer: M99\n",
            (
                0,
                "requirements[2].answer",
                "expected one of the answers, but M99 is not defined; use one of M04, regulated, "
                "ip_acquired, high_impact, launched_on, product_sales",
            ),
        ),
        (
            "condition: {answer: regulated, equals: true}",
            "condition: {answer: regulate, equals: true}",
            (
                0,
                "requirements[6].when.condition.answer",
                "expected one of the answers, but regulate is not defined; did you mean regulated?",
            ),
        ),
        (
            "condition: {answer: regulated, equals: true}",
            "condition: {answer: regulated, equals: 1}",
            (
                0,
                "requirements[6].when.condition.equals",
                "expected a valid answer to regulated (boolean), not 1",
            ),
        ),
        (
            "condition: {answer: regulated, equals: true}",
            "condition: {not: {or: [{answer: launched_on, one_of: ['2019-05-06']}]}}",
            (
                0,
                "requirements[6].when.condition.not.or[0].answer",
                "expected a required answer, but launched_on is optional; make it required",
            ),
        ),
        (
            "condition: {answer: regulated, equals: true}",
            "condition: {answer: regulated}",
            (
                0,
                "requirements[6].when.condition",
                "expected a condition: answer or fact with equals, one_of, less_than or at_least, "
                "or one of not, and, or",
            ),
        ),
        (
            "  - any_of:\n      - material: M07\n",
            "  - any_of:\n      - when:\n          condition: {answer: regulated, equals: true}\n"
            "          then: {material: M07}\n",
            (
                1,
                "requirements[5].any_of[0].when",
                "expected no when inside any_of or n_of: put it around",
            ),
        ),
        (
            "  - id: launched_on\n",
            "  - id: M04\n",
            (0, "answers[4].id", "expected a new id, but M04 is already used above"),
        ),
        (
            "{id: not_signed,",
            "{id: not_sealed,",
            (0, "reasons[1].id", "expected a new id, but not_sealed is already used above"),
        ),
        (
            "before: {external: recommended_2018}",
            "before: {external: recommended_2017}",
            (
                0,
                "measures[4].before.external",
                "expected one of the external figures, but recommended_2017 is not defined; "
                "did you mean recommended_2018?",
            ),
        ),
        (
            "before: {external: recommended_2018}",
            "before: {external: rank_in_province}",
            (
                0,
                "measures[4].before.external",
                "expected a figure in count, but rank_in_province is in rank",
            ),
        ),
        (
            "figure: rank_in_province, value: 5",
            "figure: rank, value: 5",
            (
                0,
                "published_figures[5].figure",
                "expected a measure or an external figure, not rank; use one of recommended, "
                "recognised, not_recognised, pass_rate, recommended_yoy, recommended_2018, "
                "rank_in_province",
            ),
        ),
        (
            "    min_length: 200\n    max_length: 300\n",
            "    min_length: 300\n    max_length: 200\n",
            (1, "answers[0].max_length", "expected min_length 300 or more"),
        ),
        (
            "    minimum: 0\n",
            "    min_length: 3\n",
            (0, "answers[5].min_length", "expected only for type text, not number"),
        ),
        (
            "    type: date\n",
            "    type: choice\n",
            (-2, "answers[4].choices", "expected at least two choices for type choice"),
        ),
        (
            "subject: product\n",
            "subject: product\nsubject: city\n",
            (1, "subject", "expected this key only once here"),
        ),
        (
            "accepts: [pdf, ofd]\n    max_mb: 20\n    max_files: 1\n",
            "accepts: [pdf, exe]\n    max_mb: 20\n    max_files: 1\n",
            (
                0,
                "materials[0].accepts[1]",
                "expected 'pdf', 'ofd', 'xlsx', 'png' or 'jpeg', not 'exe'",
            ),
        ),
    ],
)
def test_a_fault_is_told_at_its_line_and_field(
    tmp_path: Path, old: str, new: str, expected: tuple[int, str, str]
) -> None:
    assert fault(tmp_path, GOOD, old, new) == expected


def test_a_measure_of_an_unknown_kind_or_milestone_is_refused(tmp_path: Path) -> None:
    line, field, message = fault(tmp_path, GOOD, "kind: share", "kind: ratio")
    assert (line, field) == (0, "measures[3].kind")
    assert message.startswith("expected one of 'count', 'share', 'change', 'share_change'")
    line, field, message = fault(tmp_path, GOOD, "milestone: not_recognised", "milestone: rejected")
    assert (line, field) == (0, "measures[2].counts.milestone")
    assert message.startswith("expected a milestone of the path, but no stage gives rejected; use ")


def test_all_faults_are_told_at_once_in_order(tmp_path: Path) -> None:
    text = GOOD.replace("subject: product", "subject: planet").replace("quota: null", "quota: 0")
    file = tmp_path / "x.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ProgrammeInvalid) as raised:
        load_file(file)
    assert [p.field for p in raised.value.problems] == ["subject", "recommenders[0].quota"]


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"", 1, "expected a mapping of fields"),
        (b"- a\n- b\n", 1, "expected a mapping of fields"),
        (b"id: a\nname: [\n", 3, "expected valid YAML"),
        (b"id: a\n1: b\n", 2, "expected a plain word as a key"),
        (b"id: &a\n  - *a\n", 1, "expected no alias inside its own anchor"),
        (b"id: !!python/name:os.system x\n", 1, "expected valid YAML"),
        (b"id: \xff\n", 1, "expected text in UTF-8"),
    ],
)
def test_a_file_that_is_no_definition_is_refused(
    tmp_path: Path, content: bytes, line: int, message: str
) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(content)
    with pytest.raises(ProgrammeInvalid) as raised:
        load_file(file)
    (problem,) = raised.value.problems
    assert problem.line == line
    assert problem.message.startswith(message)
