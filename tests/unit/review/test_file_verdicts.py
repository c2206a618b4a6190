"""A verdict may name one file: it alone is refused, the others of its requirement stay."""

from hashlib import sha256
from typing import Any

import pytest

from services.review.api.case.schemas import FindingOut
from services.review.domain.case import Case
from services.review.domain.stages.formal_review.conclusion import accept
from services.review.domain.stages.formal_review.files import OneFile, UnknownFile
from services.review.domain.stages.formal_review.findings import report_of
from services.review.domain.stages.formal_review.kept import Judgement
from services.review.domain.stages.formal_review.notification import notify
from services.review.domain.stages.formal_review.refusals import (
    ContradictoryVerdicts,
    NotApplicable,
    UnfitReason,
)
from services.review.domain.stages.formal_review.supplement import supplemented as take
from services.review.domain.stages.formal_review.verdicts import About, has_verdicts, judge
from services.review.store.case.case_document import to_case, to_document
from services.review.usecases.case.read_case import WholeCase
from shared.contracts.applications import Material, SuppliedFile
from shared.contracts.reviews import JudgedFile, MaterialsMissing, MissingItem
from shared.errors import Rejected
from tests.builders import NOON
from tests.unit.review.builders import CALENDAR, a_material, answers, jiangmen, opened, supplemented

NOTE = "第3页缺少公章。"


def a_file(name: str, requirement: str = "M05") -> Material:
    facts = {"id": f"{requirement}-{name}", "filename": f"{name}.pdf"}
    return a_material(requirement).model_copy(
        update={**facts, "sha256": sha256(name.encode()).hexdigest()}
    )


A, B, C, D = map(a_file, "abcd")
OTHERS = tuple(map(a_material, ("M01", "M02", "M07")))


def a_case(*files: Material) -> Case:
    return opened("a1", answers=answers(), materials=(*OTHERS, *(files or (A, B, C))))


def says(verdict: str, reason: str | None = None, note: str | None = None) -> Judgement:
    said = {"verdict": verdict, "reason": reason, "note": note, "by": "o", "at": NOON}
    return Judgement.model_validate(said)


NOT_SEALED = says("invalid", "not_sealed", NOTE)


def of(file: Material) -> OneFile:
    return OneFile(file.requirement, file.id)


def judged(verdicts: dict[About, Judgement], case: Case | None = None) -> Case:
    return judge(case or a_case(), verdicts, jiangmen())


def asked(case: Case) -> tuple[Case, MissingItem]:
    step = notify(case, jiangmen(), CALENDAR, by="o", at=NOON)
    (event,) = step.events
    assert isinstance(event, MaterialsMissing)
    (item,) = event.items
    return step.case, item


def told(item: MissingItem) -> dict[str, tuple[bool, str | None, str | None]]:
    return {f.filename[0]: (f.refused, f.reason, f.note) for f in item.files or ()}


def back(case: Case, *files: Material, came: tuple[SuppliedFile, ...] | None = None) -> Case:
    notified, _ = asked(case)
    supplement = supplemented("a1", answers=answers(), materials=(*OTHERS, *files), files=came)
    return take(notified, supplement, jiangmen(), CALENDAR, at=NOON).case


def m05(case: Case) -> FindingOut:
    whole = WholeCase(case, report_of(case, jiangmen()), jiangmen())
    (finding,) = (f for f in whole.report.findings if f.requirement == "M05")
    return FindingOut.of(finding, whole)


STAYS = (False, None, None)


@pytest.mark.parametrize("named", [B.id, B.sha256, B.sha256.upper()])
def test_one_refused_file_is_told_with_reason_and_note_and_the_others_stay(named: str) -> None:
    case = judged({OneFile("M05", named): NOT_SEALED})
    assert not case.complete
    _, item = asked(case)
    assert (item.requirement, item.reason, item.note) == ("M05", "not_sealed", None)
    assert told(item) == {"a": STAYS, "b": (True, "not_sealed", NOTE), "c": STAYS}
    assert item.files is not None
    refused = item.files[1]
    assert refused == JudgedFile(
        id=B.id,
        filename="b.pdf",
        sha256=B.sha256,
        refused=True,
        reason="not_sealed",
        reason_text=refused.reason_text,
        note=NOTE,
    )
    assert refused.reason_text is not None
    assert refused.reason_text.zh == "未加盖公章"


def test_a_word_on_the_whole_is_one_on_each_file_that_has_none_of_its_own() -> None:
    case = judged({"M05": says("invalid", "expired", NOTE), of(A): says("accept")})
    _, item = asked(case)
    assert (item.reason, item.note) == ("expired", NOTE)
    with_the_whole = (True, None, None)
    assert told(item) == {"a": STAYS, "b": with_the_whole, "c": with_the_whole}


def test_where_only_something_is_missing_what_is_there_stays_if_there_is_room_beside_it() -> None:
    _, item = asked(judged({"M05": says("missing")}))
    assert told(item) == {"a": STAYS, "b": STAYS, "c": STAYS}
    _, item = asked(judged({"M01": says("missing")}))
    assert [file.refused for file in item.files or ()] == [True]


def test_of_what_was_never_handed_in_no_file_is_told() -> None:
    _, item = asked(opened("a1", "M01", "M02", "M07"))
    assert item.files is None
    assert "files" not in item.model_dump()
    assert "note" not in item.model_dump()


def test_the_later_word_stands() -> None:
    refused = judged({of(B): NOT_SEALED})
    accepted = judged({"M05": says("accept")}, refused)
    assert (accepted.complete, accepted.file_verdicts) == (True, {})
    again = judged({of(B): NOT_SEALED}, accepted)
    assert (again.complete, again.verdicts) == (False, {})
    assert judged({of(B): says("accept")}, again).complete
    with pytest.raises(Rejected, match="not-complete"):
        accept(again, jiangmen(), CALENDAR, by="o", at=NOON)


def test_the_same_verdicts_are_known_however_the_file_is_named() -> None:
    case = judged({of(B): NOT_SEALED})
    assert has_verdicts(case, {OneFile("M05", B.sha256): NOT_SEALED})
    assert not has_verdicts(case, {of(B): says("invalid", "not_sealed", "Something else.")})
    assert not has_verdicts(case, {of(A): NOT_SEALED})
    assert not has_verdicts(case, {OneFile("M05", "nonsense"): NOT_SEALED})


@pytest.mark.parametrize(
    ("verdicts", "kind", "fields"),
    [
        ({"M02": says("missing"), OneFile("M05", "x"): NOT_SEALED}, UnknownFile, "verdicts.1.file"),
        ({OneFile("M07", B.id): NOT_SEALED}, UnknownFile, "verdicts.0.file"),
        ({OneFile("M08", B.id): NOT_SEALED}, UnknownFile, "verdicts.0.file"),
        ({of(B): NOT_SEALED, "M05": says("accept")}, ContradictoryVerdicts, "verdicts.0.file"),
        ({of(B): says("accept", None, NOTE)}, ContradictoryVerdicts, "verdicts.0.note"),
        ({of(B): says("accept", "expired")}, ContradictoryVerdicts, "verdicts.0.reason"),
        ({of(B): says("missing", "not_provided")}, UnfitReason, "verdicts.0.reason"),
        ({of(B): says("invalid", "text_too_long")}, UnfitReason, "verdicts.0.reason"),
        ({"M06": says("invalid", "expired")}, NotApplicable, "verdicts.0.requirement"),
        ({OneFile("M06", "x"): NOT_SEALED}, NotApplicable, "verdicts.0.requirement"),
        ({of(B): says("missing")}, Rejected, "verdicts.0.reason"),
        ({OneFile("M99", B.id): NOT_SEALED}, Rejected, "verdicts.0.requirement"),
    ],
)
def test_what_can_t_be_meant_is_refused_in_both_languages(
    verdicts: Any, kind: type[Rejected], fields: str
) -> None:
    with pytest.raises(kind) as refused:
        judged(verdicts)
    assert [error.field for error in refused.value.errors] == [fields]
    if kind is not Rejected:
        assert refused.value.zh
        assert all(error.zh for error in refused.value.errors)


def test_after_the_supplement_one_sees_what_is_new_and_what_it_replaced() -> None:
    came = (SuppliedFile(file=D.id, replaces=(B.id,)),)
    case = back(judged({of(B): NOT_SEALED}), A, C, D, came=came)
    assert case.complete
    files = m05(case).files
    assert [(f.filename, f.supplement_round, f.refused) for f in files] == [
        ("a.pdf", 0, False),
        ("c.pdf", 0, False),
        ("d.pdf", 1, False),
    ]
    (gone,) = files[2].replaces
    assert (gone.filename, gone.reason, gone.note) == ("b.pdf", "not_sealed", NOTE)
    assert to_case("a1", to_document(case)) == case


def test_a_refused_file_that_was_not_replaced_still_stands_in_the_way() -> None:
    case = back(judged({of(B): NOT_SEALED}), A, B, C, D, came=(SuppliedFile(file=D.id),))
    assert not case.complete
    assert {f.filename: f.refused for f in m05(case).files} == {
        "a.pdf": False,
        "b.pdf": True,
        "c.pdf": False,
        "d.pdf": False,
    }
    whole = judged({"M05": says("invalid", "expired")})
    assert not back(whole, A, B, C, D, came=(SuppliedFile(file=D.id),)).complete


def test_what_was_refused_with_the_whole_and_is_handed_in_anew_is_judged_anew() -> None:
    whole = judged({"M05": says("invalid", "expired")})
    came = (SuppliedFile(file=A.id), SuppliedFile(file=D.id, replaces=(B.id, C.id)))
    case = back(whole, A, D, came=came)
    assert case.complete
    assert [gone.reason for gone in m05(case).files[1].replaces] == ["expired", "expired"]


def test_of_an_older_supplement_what_is_new_has_replaced_what_is_gone() -> None:
    case = back(judged({"M05": NOT_SEALED}), D)
    assert case.complete
    (file,) = m05(case).files
    assert (file.supplement_round, [gone.filename for gone in file.replaces]) == (
        1,
        ["a.pdf", "b.pdf", "c.pdf"],
    )


def test_the_machine_finds_what_is_wrong_with_a_new_file() -> None:
    strange = D.model_copy(update={"kind": "epub"})
    came = (SuppliedFile(file=D.id, replaces=(B.id,)),)
    files = m05(back(judged({of(B): NOT_SEALED}), A, C, strange, came=came)).files
    assert [f.reason for f in files] == [None, None, "kind_not_accepted"]
