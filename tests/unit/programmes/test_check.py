"""What the check makes of files, answers and officers' verdicts."""

from typing import Any

import pytest

from shared.programmes import (
    Dossier,
    MaterialFacts,
    UnknownItem,
    UnknownReason,
    Verdict,
    check,
)
from tests.unit.programmes.definitions import dossier, pdf, programme, yes_no

A = {"material": "A"}
B = {"material": "B"}
C = {"material": "C"}
D = {"material": "D"}
MEGABYTE = 1_048_576


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (pdf(bytes=MEGABYTE + 1), "file_too_large"),
        (pdf(bytes=0), "empty_file"),
        (pdf(kind="png"), "kind_not_accepted"),
        (pdf(refused="unreadable"), "unreadable"),
        (pdf(refused="expired"), "expired"),
    ],
)
def test_a_bad_file_is_invalid_with_its_reason(file: MaterialFacts, reason: str) -> None:
    finding = check(programme(A), Dossier({"X": False, "Y": False}, {"A": [file]})).of("A")
    assert (finding.status, finding.reason) == ("invalid", reason)


def test_a_file_of_exactly_the_limit_is_accepted() -> None:
    handed = Dossier({"X": False, "Y": False}, {"A": [pdf(bytes=MEGABYTE)]})
    assert check(programme(A), handed).complete


def test_a_good_file_beside_a_bad_one_is_enough() -> None:
    files = [pdf(refused="unreadable"), pdf()]
    assert check(programme(A), Dossier({"X": False, "Y": False}, {"A": files})).complete


def test_more_files_than_allowed_are_invalid() -> None:
    files = [pdf(), pdf(), pdf()]
    finding = check(programme(A), Dossier({"X": False, "Y": False}, {"A": files})).of("A")
    assert (finding.status, finding.reason) == ("invalid", "too_many_files")


def test_a_reason_that_is_not_in_the_catalogue_is_refused() -> None:
    with pytest.raises(UnknownReason):
        check(programme(A), Dossier({}, {"A": [pdf(refused="nonsense")]}))


def test_a_bad_file_where_none_is_needed_keeps_its_reason_and_is_not_in_the_way() -> None:
    handed = Dossier({"X": False, "Y": False}, {"A": [pdf()], "B": [pdf(refused="unreadable")]})
    report = check(programme({"any_of": (A, B)}), handed)
    assert report.complete
    assert (report.of("B").status, report.of("B").reason) == ("optional", "unreadable")


FORM = (
    yes_no("X"),
    yes_no("t", type="text", required=False, min_length=2, max_length=3),
    yes_no("i", type="integer", required=False, minimum=1, maximum=5),
    yes_no("n", type="number", required=False, minimum=0),
    yes_no("d", type="date", required=False),
    yes_no(
        "c",
        type="choice",
        required=False,
        choices=tuple({"id": i, "name": {"zh": i, "en": i}} for i in ("new", "old")),
    ),
)


@pytest.mark.parametrize(
    ("answer", "value", "reason"),
    [
        ("X", "yes", "wrong_type"),
        ("X", 1, "wrong_type"),
        ("t", " 字 ", "text_too_short"),
        ("t", "四个字了", "text_too_long"),
        ("t", 12, "wrong_type"),
        ("i", 0, "below_minimum"),
        ("i", 6, "above_maximum"),
        ("i", 2.5, "wrong_type"),
        ("i", True, "wrong_type"),
        ("n", -0.1, "below_minimum"),
        ("n", float("nan"), "wrong_type"),
        ("d", "2019-02-30", "wrong_type"),
        ("d", 20190201, "wrong_type"),
        ("c", "used", "not_a_choice"),
        ("c", ["new"], "not_a_choice"),
    ],
)
def test_an_answer_that_is_not_valid_stands_in_the_way(
    answer: str, value: Any, reason: str
) -> None:
    report = check(programme(A, answers=FORM), Dossier({"X": True, answer: value}, {"A": [pdf()]}))
    assert [(f.requirement, f.status, f.reason) for f in report.missing] == [
        (answer, "invalid", reason)
    ]


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"t": "两字", "i": 5, "n": 0, "d": "2019-02-28", "c": "old"},
        {"t": "  ", "i": None},
    ],
)
def test_valid_answers_and_optional_blanks_are_complete(answers: dict[str, Any]) -> None:
    handed = Dossier({"X": True, **answers}, {"A": [pdf()]})
    assert check(programme(A, answers=FORM), handed).complete


def test_an_officer_may_accept_what_the_machine_misses() -> None:
    report = check(programme(A), dossier(), {"A": Verdict("accept")})
    assert report.complete
    assert report.of("A").status == "met"


@pytest.mark.parametrize(
    ("verdict", "status", "reason"),
    [
        (Verdict("invalid", "expired"), "invalid", "expired"),
        (Verdict("missing"), "missing", "not_provided"),
        (Verdict("missing", "expired"), "missing", "expired"),
    ],
)
def test_an_officers_verdict_overrules_a_good_file(
    verdict: Verdict, status: str, reason: str
) -> None:
    report = check(programme(A), dossier("A"), {"A": verdict})
    assert [(f.status, f.reason) for f in report.missing] == [(status, reason)]


def test_a_verdict_against_one_alternative_leaves_the_other_good() -> None:
    rules = programme({"any_of": (A, B)})
    verdicts = {"A": Verdict("invalid", "expired")}
    assert check(rules, dossier("A", "B"), verdicts).complete
    assert [f.requirement for f in check(rules, dossier("A"), verdicts).missing] == ["A", "B"]


def test_a_verdict_needs_an_item_and_a_reason_of_the_programme() -> None:
    with pytest.raises(UnknownItem):
        check(programme(A), dossier("A"), {"Z": Verdict("accept")})
    with pytest.raises(UnknownReason):
        check(programme(A), dossier("A"), {"A": Verdict("invalid", "nonsense")})
    with pytest.raises(UnknownReason):
        check(programme(A), dossier("A"), {"A": Verdict("invalid", "over_quota")})
    with pytest.raises(ValueError, match="needs a reason"):
        Verdict("invalid")


def test_a_condition_does_not_rest_on_an_answer_that_is_not_valid() -> None:
    rules = programme({"when": {"condition": {"answer": "X", "equals": True}, "then": A}})
    handed = Dossier({"X": "yes", "Y": False})
    assert [f.requirement for f in check(rules, handed).missing] == ["A", "X"]


@pytest.mark.parametrize(
    ("within", "ways"),
    [
        ({"any_of": (A, B)}, (("A",), ("B",), ("D",))),
        ({"all_of": (A, {"any_of": (B, C)})}, (("A", "B"), ("A", "C"), ("D",))),
        ({"n_of": {"n": 2, "of": (A, B, C)}}, (("A", "B"), ("A", "C"), ("B", "C"), ("D",))),
    ],
)
def test_a_choice_within_a_choice_asks_for_no_more_than_suffices(
    within: dict[str, Any], ways: tuple[tuple[str, ...], ...]
) -> None:
    (gap,) = check(programme({"any_of": (within, D)}), dossier()).gaps
    assert (gap.alternatives, gap.choose) == (ways, 1)


@pytest.mark.parametrize(
    ("handed", "alternatives", "choose"),
    [
        ((), (("A",), ("B",), ("C", "A")), 2),
        (("B",), (("A",), ("C", "A")), 1),
    ],
)
def test_a_choice_of_two_names_how_many_are_still_to_choose(
    handed: tuple[str, ...], alternatives: tuple[tuple[str, ...], ...], choose: int
) -> None:
    rules = programme({"n_of": {"n": 2, "of": (A, B, {"all_of": (C, A)})}})
    (gap,) = check(rules, dossier(*handed)).gaps
    assert (gap.alternatives, gap.choose) == (alternatives, choose)


@pytest.mark.parametrize(
    ("within", "items", "ways"),
    [
        ({"any_of": (B, C)}, ("B", "C"), (("B",), ("C",))),
        ({"all_of": (B, {"any_of": (C, A)})}, ("B", "C", "A"), (("B", "C"), ("B", "A"))),
    ],
)
def test_a_choice_within_a_choice_of_two_names_what_suffices_of_each(
    within: dict[str, Any], items: tuple[str, ...], ways: tuple[tuple[str, ...], ...]
) -> None:
    (gap,) = check(programme({"n_of": {"n": 2, "of": (A, within, D)}}), dossier()).gaps
    assert (gap.alternatives, gap.choose) == ((("A",), items, ("D",)), 2)
    assert gap.ways == ((("A",),), ways, (("D",),))


def test_a_choice_of_two_that_holds_no_other_names_no_ways() -> None:
    (gap,) = check(programme({"n_of": {"n": 2, "of": (A, {"all_of": (B, C)}, D)}}), dossier()).gaps
    assert gap.ways == ()


def test_a_choice_of_which_the_rest_leaves_one_way_is_none_any_more() -> None:
    choice = {"any_of": (B, {"all_of": (A, B)})}
    gaps = check(programme(A, choice), dossier()).gaps
    assert [gap.alternatives for gap in gaps] == [(("A",),), (("B",),)]
