"""Findings, verdicts, the one-time notification, and how formal review ends."""

from datetime import UTC, datetime, timedelta

import pytest

from services.review.domain.case import Case
from services.review.domain.case.opening import open_case
from services.review.domain.stages.formal_review.conclusion import accept, not_accept
from services.review.domain.stages.formal_review.delivery import bounced
from services.review.domain.stages.formal_review.findings import missing_demands
from services.review.domain.stages.formal_review.kept import Judgement
from services.review.domain.stages.formal_review.notification import notify
from services.review.domain.stages.formal_review.verdicts import About, judge
from shared.calendar import Calendar
from shared.contracts.reviews import (
    ApplicationAccepted,
    ApplicationNotAccepted,
    CaseOpened,
    MaterialsMissing,
    MissingDemand,
)
from shared.errors import Rejected
from shared.programmes import UnknownItem, UnknownReason, check
from shared.values import Bilingual
from tests.builders import NOON
from tests.unit.programmes.definitions import dossier, programme
from tests.unit.review.builders import jiangmen, opened, submitted

CALENDAR = Calendar()


def says(verdict: str, reason: str | None = None) -> Judgement:
    return Judgement.model_validate({"verdict": verdict, "reason": reason, "by": "o", "at": NOON})


def missing_from(case: Case) -> MaterialsMissing:
    (event,) = notify(case, jiangmen(), CALENDAR, by="association-1", at=NOON).events
    assert isinstance(event, MaterialsMissing)
    return event


def test_an_opened_case_tells_whether_the_machine_finds_it_complete() -> None:
    step = open_case(submitted("a1", "M01", "M02"), jiangmen(), CALENDAR, NOON)
    (event,) = step.events
    assert isinstance(event, CaseOpened)
    assert (event.complete, step.case.complete) == (False, False)
    assert event.standing.milestones == {"opened": NOON}
    assert opened().complete is True


def test_everything_missing_is_told_at_once_with_clause_and_alternatives() -> None:
    event = missing_from(opened("a1", "M01"))
    assert [item.requirement for item in event.items] == ["M02", "M05", "M07", "M08", "M09"]
    assert {i.requirement: i.alternatives for i in event.items}["M08"] == ("M07", "M08", "M09")
    assert event.items[0].reason == "not_provided"
    assert event.items[0].clause == "申报材料第2项 / Application materials, item 2"
    assert event.items[0].clause_text == Bilingual(
        zh="申报材料第2项", en="Application materials, item 2"
    )
    assert event.terms.days == 5
    assert event.standing.milestones == {"opened": NOON, "materials_missing": NOON}


def test_a_choice_is_one_demand_however_many_items_it_has() -> None:
    event = missing_from(opened("a1", "M01"))
    assert [demand.branches for demand in event.demands] == [
        (("M02",),),
        (("M05",),),
        (("M07",), ("M08",), ("M09",)),
    ]


def test_a_demand_says_what_goes_together_and_how_much_is_needed() -> None:
    a, b, c, d, e, f = ({"material": item} for item in "ABCDEF")
    together = {"any_of": ({"all_of": (a, b)}, c)}
    two_of = {"n_of": {"n": 2, "of": (d, e, f)}}
    report = check(programme(two_of, together, c), dossier("D"))
    assert missing_demands(report) == (
        MissingDemand(branches=(("C",),)),
        MissingDemand(branches=(("E",), ("F",))),
    )
    report = check(programme(two_of, together), dossier())
    assert missing_demands(report) == (
        MissingDemand(branches=(("A", "B"), ("C",))),
        MissingDemand(branches=(("D",), ("E",), ("F",)), choose=2),
    )
    nested = {"n_of": {"n": 2, "of": (d, {"any_of": (e, f)}, c)}}
    assert missing_demands(check(programme(nested), dossier())) == (
        MissingDemand(
            branches=(("D",), ("E", "F"), ("C",)),
            choose=2,
            ways=((("D",),), (("E",), ("F",)), (("C",),)),
        ),
    )


def test_a_verdict_overrules_the_machine_both_ways() -> None:
    complete = judge(opened(), {"M01": says("invalid", "not_sealed")}, jiangmen())
    assert complete.complete is False
    (item,) = missing_from(complete).items
    assert (item.requirement, item.reason) == ("M01", "not_sealed")
    lacking = judge(opened("a1", "M01", "M02", "M07"), {"M05": says("accept")}, jiangmen())
    assert lacking.complete is True


@pytest.mark.parametrize(
    ("item", "judgement"),
    [("M05", says("invalid", "not_sealed")), ("M05", says("missing", "pages_missing"))],
)
def test_what_was_never_handed_in_has_no_fault(item: str, judgement: Judgement) -> None:
    lacking = opened("a1", "M01", "M02", "M07")
    with pytest.raises(Rejected) as refused:
        judge(lacking, {"M01": says("accept"), item: judgement}, jiangmen())
    assert refused.value.code == "nothing-handed-in"
    assert [wrong.field for wrong in refused.value.errors] == ["verdicts.1.verdict"]
    for fitting in (says("missing"), says("missing", "not_provided"), says("accept")):
        assert judge(lacking, {item: fitting}, jiangmen()).verdicts == {item: fitting}


def test_a_verdict_of_missing_needs_no_reason() -> None:
    judged = judge(opened(), {"M02": says("missing")}, jiangmen())
    assert [item.reason for item in missing_from(judged).items] == ["not_provided"]


@pytest.mark.parametrize(
    ("item", "judgement", "code", "field", "expected"),
    [
        (
            "M01",
            says("invalid"),
            "reason-required",
            "reason",
            "is missing; must be one of: empty_file, ",
        ),
        ("M01", says("invalid", "no_such"), "unknown-reason", "reason", "must be one of: empty_f"),
        ("M01", says("missing", "out_of_scope"), "unknown-reason", "reason", "must be one of: not"),
        ("M99", says("accept"), "unknown-item", "requirement", "must be one of: M01, M02, "),
        ("M01", says("accept", "no_such"), "contradictory-verdicts", "reason", "must be left out"),
        ("M01", says("accept", "expired"), "contradictory-verdicts", "reason", "must be left out"),
        ("M06", says("accept"), "not-applicable", "requirement", "must be an item that is asked"),
        ("M10", says("missing"), "not-applicable", "requirement", "must be an item that is asked"),
    ],
)
def test_a_verdict_outside_the_catalogue_is_refused_by_its_place_and_with_what_there_is(
    item: str, judgement: Judgement, code: str, field: str, expected: str
) -> None:
    verdicts: dict[About, Judgement] = {"M02": says("accept"), item: judgement}
    with pytest.raises(Rejected) as refused:
        judge(opened(), verdicts, jiangmen())
    assert refused.value.code == code
    (wrong,) = refused.value.errors
    assert wrong.field == f"verdicts.1.{field}"
    assert wrong.message.startswith(expected)


@pytest.mark.parametrize(
    ("item", "judgement", "fits"),
    [
        ("M01", says("missing", "not_sealed"), False),
        ("M01", says("missing", "pages_missing"), True),
        ("M01", says("missing", "not_provided"), True),
        ("M01", says("invalid", "not_provided"), False),
        ("M01", says("invalid", "pages_missing"), True),
        ("M01", says("invalid", "text_too_short"), False),
        ("M01", says("invalid", "not_a_choice"), False),
        ("M01", says("invalid", "unreadable"), True),
        ("M04", says("invalid", "text_too_short"), True),
        ("M04", says("invalid", "off_topic"), True),
        ("M04", says("invalid", "unreadable"), False),
        ("M04", says("invalid", "below_minimum"), False),
        ("ip_acquired", says("invalid", "text_too_long"), False),
        ("ip_acquired", says("invalid", "wrong_type"), True),
    ],
)
def test_a_reason_is_one_of_such_a_verdict_on_such_an_item(
    item: str, judgement: Judgement, fits: bool
) -> None:
    case = opened()
    if fits:
        assert judge(case, {item: judgement}, jiangmen()).verdicts == {item: judgement}
        return
    with pytest.raises(Rejected) as refused:
        judge(case, {item: judgement}, jiangmen())
    (wrong,) = refused.value.errors
    fitting = wrong.message.removeprefix("must be one of: ").split(", ")
    assert (refused.value.code, wrong.field) == ("unknown-reason", "verdicts.0.reason")
    assert judgement.reason not in fitting
    assert str(judgement.reason) in refused.value.detail
    assert wrong.zh is not None
    assert wrong.zh.startswith("须为下列之一：")
    assert refused.value.zh is not None


def test_each_unfit_reason_is_named_with_those_that_would_fit_there() -> None:
    verdicts: dict[About, Judgement] = {
        "M01": says("missing", "not_sealed"),
        "M04": says("invalid", "unreadable"),
    }
    with pytest.raises(Rejected, match="unknown-reason") as refused:
        judge(opened(), verdicts, jiangmen())
    first, second = refused.value.errors
    assert first.message == "must be one of: not_provided, pages_missing"
    assert "text_too_short" in second.message


def test_what_a_programme_words_anew_is_still_for_what_the_machine_gives_it_for() -> None:
    worded = (
        jiangmen().reason("expired").model_copy(update={"id": "text_too_short", "only_for": ()})
    )
    anew = jiangmen().model_copy(update={"reasons": (*jiangmen().reasons, worded)})
    with pytest.raises(Rejected, match="unknown-reason"):
        judge(opened(), {"M04": says("missing", "text_too_short")}, anew)
    judge(opened(), {"M04": says("invalid", "text_too_short")}, anew)


def test_every_verdict_without_a_reason_is_named_at_once() -> None:
    words = {"M01": "invalid", "M02": "missing", "M05": "invalid"}
    verdicts: dict[About, Judgement] = {item: says(word) for item, word in words.items()}
    with pytest.raises(Rejected, match="reason-required") as refused:
        judge(opened(), verdicts, jiangmen())
    assert [wrong.field for wrong in refused.value.errors] == [
        "verdicts.0.reason",
        "verdicts.2.reason",
    ]


def test_acceptance_needs_a_complete_file_and_names_what_is_missing() -> None:
    with pytest.raises(Rejected) as refused:
        accept(opened("a1", "M01", "M05", "M07"), jiangmen(), CALENDAR, by="o", at=NOON)
    assert refused.value.code == "not-complete"
    assert [(e.field, e.message) for e in refused.value.errors] == [("M02", "Not provided.")]


def test_of_a_choice_that_is_missing_each_is_told_that_one_suffices() -> None:
    with pytest.raises(Rejected) as refused:
        accept(opened("a1", "M01", "M05"), jiangmen(), CALENDAR, by="o", at=NOON)
    said = {error.field: (error.message, error.zh) for error in refused.value.errors}
    assert said["M02"] == ("Not provided.", "未提供")
    for item in ("M07", "M08", "M09"):
        assert said[item] == (
            "Not provided; one of these suffices: M07, M08, M09.",
            "未提供；M07、M08、M09 任选其一即可",
        )


def test_acceptance_names_actor_rule_version_and_time() -> None:
    (event,) = accept(opened(), jiangmen(), CALENDAR, by="association-1", at=NOON).events
    assert isinstance(event, ApplicationAccepted)
    assert (event.by, event.rule_version, event.at) == (
        "association-1",
        "gd-hightech-product-jiangmen@2019.1",
        NOON,
    )


def test_non_acceptance_takes_only_a_reason_about_cases() -> None:
    with pytest.raises(UnknownReason, match="Use one of: false_material, out_of_scope"):
        not_accept(opened(), jiangmen(), reason="not_sealed", by="o", at=NOON)
    (event,) = not_accept(opened(), jiangmen(), reason="duplicate", by="o", at=NOON).events
    assert isinstance(event, ApplicationNotAccepted)
    assert (event.reason, event.reason_text.en) == (
        "duplicate",
        "The same product was applied for twice.",
    )


@pytest.mark.parametrize("reason", ["not_supplemented", "still_incomplete"])
def test_who_was_never_asked_to_supplement_is_not_told_to_have_missed_it(reason: str) -> None:
    with pytest.raises(UnknownReason, match="contradicts “Not accepted”"):
        not_accept(opened(), jiangmen(), reason=reason, by="o", at=NOON)
    waiting = notify(opened("a1", "M01"), jiangmen(), CALENDAR, by="o", at=NOON).case
    failed = bounced(waiting, jiangmen(), supplement_round=1, channel="mail", at=NOON).case
    with pytest.raises(UnknownReason, match="contradicts “Not accepted”"):
        not_accept(failed, jiangmen(), reason=reason, by="o", at=NOON)


def test_a_notification_that_cannot_be_delivered_can_be_ended_by_an_officer() -> None:
    waiting = notify(opened("a1", "M01"), jiangmen(), CALENDAR, by="o", at=NOON).case
    with pytest.raises(Rejected, match="wrong-stage"):
        not_accept(waiting, jiangmen(), reason="out_of_scope", by="o", at=NOON)
    failed = bounced(waiting, jiangmen(), supplement_round=1, channel="mail", at=NOON).case
    assert failed.delivery_failed
    ended = not_accept(failed, jiangmen(), reason="out_of_scope", by="o", at=NOON).case
    assert ended.stage == "not_accepted"


def test_an_unknown_item_is_not_a_programming_error() -> None:
    with pytest.raises(UnknownItem):
        judge(opened(), {"nonsense": says("accept")}, jiangmen())


def test_milestones_are_kept_to_the_millisecond_so_that_store_and_event_agree() -> None:
    at = datetime(2019, 7, 1, 4, 0, 0, 123_456, tzinfo=UTC)
    step = open_case(submitted(), jiangmen(), CALENDAR, at)
    assert step.case.milestones == {"opened": at - timedelta(microseconds=456)}
