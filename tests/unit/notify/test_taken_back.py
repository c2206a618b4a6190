"""What an office takes back is told once and in order, and what holds no longer is not sent."""

from datetime import timedelta
from typing import Any

import pytest

from services.notify.domain.contact import LANGUAGES, Language
from services.notify.domain.kinds import MUST_ARRIVE
from services.notify.domain.outcome import Bounced, Delivered, RetryLater
from shared.contracts.base import Event
from tests.builders import NOON
from tests.fakes.notify import REAL, clock_started, not_accepted
from tests.unit.notify.steps import House, an_event

OK, GONE, LATER = Delivered("ok"), Bounced("550 gone", 550), RetryLater("451 greylisted", 451)
ACCEPTED, CONCLUDED, BACK = (
    "laurel.review.accepted.v1",
    "laurel.review.stage-concluded.v1",
    "laurel.review.taken-back.v1",
)
OUT, IN = "laurel.review.left-out.v1", "laurel.review.taken-in.v1"


def titles(house: House) -> list[str]:
    return [subject.split("】")[0].removeprefix("【") for subject in house.subjects]


def of_decision(**facts: Any) -> dict[str, Any]:
    return {"stage": "decision", "what": "decision", **facts}


async def try_one(house: House) -> None:
    await house._deliver(house.kept)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("event", "facts", "wanted"),
    [
        (BACK, {}, {"zh": ("受理", "检验报告系另一产品的"), "en": ("accepted", "taken back")}),
        (BACK, {"in_favour": False}, {"zh": ("不予受理",), "en": ("not accepted",)}),
        (BACK, {"what": "recommendation"}, {"zh": ("推荐单位",), "en": ("recommender",)}),
        (BACK, of_decision(), {"zh": ("（通过",), "en": ("(passed",)}),
        (OUT, {}, {"zh": ("不列入", "不再等待补正"), "en": ("not be on", "不再等待补正")}),
        (IN, {}, {"zh": ("仍可列入",), "en": ("may come on to",)}),
    ],
)
async def test_it_says_in_its_language_what_holds_no_longer_and_why(
    event: str, facts: dict[str, Any], wanted: dict[str, tuple[str, ...]], language: Language
) -> None:
    house = House(OK, language=language)
    await house.hear(an_event(event, **facts))
    await house.deliver()
    (mail,) = house.mailer.got
    text, page = mail.letter.text, mail.html
    assert [words for words in wanted[language] if words not in text or words not in page] == []
    (notice,) = house.kept.notices
    assert notice.content.kind in MUST_ARRIVE


@pytest.mark.parametrize("facts", [{"addressee": None}, {"what": "letter"}])
async def test_nothing_is_said_of_what_is_sealed_or_one_letter_among_several(
    facts: dict[str, Any],
) -> None:
    house = House(OK)
    await house.hear(an_event(BACK, **facts))
    assert house.kept.notices == ()


async def test_an_act_that_was_taken_back_before_it_was_sent_is_not_sent_any_more() -> None:
    house = House(OK, OK)
    await house.hear(an_event(ACCEPTED), 4)
    await house.hear(an_event(BACK), 5)
    await house.deliver()
    assert titles(house) == ["公布：原结论已撤回"]
    assert [notice.moot_at is not None for notice in house.kept.notices] == [True, False]


async def test_only_what_was_taken_back_is_dropped() -> None:
    house = House(OK, OK, OK)
    await house.hear(an_event(ACCEPTED), 4)
    await house.hear(an_event(CONCLUDED, outcome="passed"), 5)
    await house.hear(an_event(BACK, **of_decision()), 6)
    await house.deliver()
    assert titles(house) == ["申报已受理", "公布：原结论已撤回"]


async def test_each_of_several_turns_is_one_letter_in_their_order() -> None:
    house = House(OK, OK, OK, OK)
    for seq, event in enumerate((ACCEPTED, BACK, ACCEPTED), 4):
        await house.hear(an_event(event), seq)
        await house.deliver()
        await house.hear(an_event(event), seq)
        await house.deliver()
    assert titles(house) == ["申报已受理", "公布：原结论已撤回", "申报已受理"]


async def test_what_was_done_anew_waits_until_the_taking_back_was_told() -> None:
    house = House(OK, LATER, OK, OK)
    await house.hear(an_event(ACCEPTED), 4)
    await house.deliver()
    await house.hear(an_event(BACK), 5)
    await try_one(house)
    await house.hear(not_accepted(), 6)
    assert house.kept.due is not None
    assert house.kept.due > REAL
    await house.deliver()
    assert titles(house) == ["申报已受理", *["公布：原结论已撤回"] * 2, "不予受理告知"]


async def test_a_taking_back_that_mail_refuses_holds_nothing_up() -> None:
    house = House(GONE, OK)
    await house.hear(an_event(BACK), 4)
    await house.hear(an_event(ACCEPTED), 5)
    await house.deliver()
    assert titles(house)[-1] == "申报已受理"
    assert [notice.status for notice in house.kept.notices] == ["escalated", "delivered"]


async def test_a_non_acceptance_that_was_taken_back_unsent_is_dropped() -> None:
    house = House(OK, OK)
    await house.hear(not_accepted(), 4)
    await house.hear(an_event(BACK, in_favour=False), 5)
    await house.deliver()
    assert titles(house) == ["公布：原结论已撤回"]


@pytest.mark.parametrize("bounced", [True, False])
async def test_what_is_still_asked_for_is_delivered_once_the_end_is_taken_back(
    bounced: bool,
) -> None:
    house = House(*[GONE] * bounced, OK, OK, OK)
    await house.missing()
    if bounced:
        await try_one(house)
    await house.hear(not_accepted(), 4)
    await house.deliver()
    asked = house.kept.notices[0]
    assert asked.moot_at is not None
    await house.hear(an_event(BACK, in_favour=False, still_asked=1), 5)
    await house.deliver()
    asked = house.kept.notices[0]
    assert (asked.moot_at, asked.status) == (None, "escalated" if bounced else "delivered")
    assert any("补正通知仍然有效" in mail.letter.text for mail in house.mailer.got)
    await house.hear(not_accepted(), 6)
    assert (house.kept.notices[0].moot_at is not None) is bounced


@pytest.mark.parametrize("answer", [LATER, GONE])
async def test_a_notification_that_is_taken_back_asks_for_nothing_any_more(answer: Any) -> None:
    house = House(answer, OK)
    await house.missing()
    await try_one(house)
    await house.hear(an_event("laurel.review.notification-taken-back.v1"), 4)
    await house.deliver()
    assert titles(house)[-1] == "补正通知已撤回"
    assert "误要求补正" in house.mailer.got[-1].letter.text
    asked, told = house.kept.notices
    assert (asked.moot_at is not None, told.delivered_at is not None) == (True, True)


async def test_the_time_of_a_notification_that_is_taken_back_runs_no_more() -> None:
    house = House(OK, OK)
    await house.missing()
    await house.deliver()
    await house.hear(clock_started("a1", NOON + timedelta(days=1)), 3)
    assert house.kept.remind is not None
    await house.hear(an_event("laurel.review.notification-taken-back.v1"), 4)
    kept = house.kept
    assert [kept.remind, kept.clock_of(kept.notices[0])] == [None, None]


@pytest.mark.parametrize(
    "stopped",
    [
        an_event("laurel.review.notification-taken-back.v1"),
        an_event("laurel.review.supplement-clock-stopped.v1", supplement_round=1, channel="mail"),
    ],
    ids=["taken back", "bounced"],
)
async def test_a_clock_is_judged_by_what_came_last_in_whatever_order_it_is_heard(
    stopped: Event,
) -> None:
    late = House(OK, OK)
    await late.missing()
    await late.hear(stopped, 4)
    await late.hear(clock_started("a1", NOON + timedelta(days=1)), 3)
    assert late.kept.remind is None

    again = House(OK, OK)
    await again.missing()
    await again.hear(clock_started("a1", NOON + timedelta(days=1)), 5)
    await again.hear(stopped, 4)
    assert again.kept.remind is not None


async def test_a_list_that_is_frozen_again_tells_again_and_a_mail_not_sent_is_dropped() -> None:
    house = House(OK, OK, OK)
    await house.hear(an_event(OUT), 4)
    await house.hear(an_event(IN), 5)
    await house.hear(an_event(OUT, at=NOON + timedelta(days=1)), 6)
    await house.deliver()
    assert titles(house) == ["申报恢复办理", "申报未列入名单"]


ASKED_NO_MORE = "laurel.review.notification-taken-back.v1"


async def test_a_taking_back_that_is_heard_late_leaves_what_was_done_anew() -> None:
    house = House(OK)
    await house.hear(an_event(ACCEPTED), 4)
    await house.hear(an_event(ACCEPTED), 6)
    await house.hear(an_event(BACK), 5)
    await house.deliver()
    assert titles(house) == ["申报已受理"]
    moot = {notice.seq: notice.moot_at is not None for notice in house.kept.notices}
    assert moot == {4: True, 5: True, 6: False}


async def test_what_was_taken_back_is_not_told_when_it_is_heard_late() -> None:
    house = House(OK, OK)
    await house.hear(an_event(BACK), 5)
    await house.hear(an_event(ACCEPTED), 4)
    await house.deliver()
    assert titles(house) == ["公布：原结论已撤回"]


async def test_a_taking_back_that_is_heard_late_denies_no_newer_end() -> None:
    house = House(OK, OK)
    await house.hear(not_accepted(), 6)
    await house.hear(an_event(BACK, in_favour=False), 5)
    await house.deliver()
    assert titles(house) == ["不予受理告知"]


async def test_a_notification_taken_back_that_is_heard_late_denies_no_newer_one() -> None:
    house = House(OK, OK, OK)
    await house.missing(4)
    await house.missing(6)
    await house.deliver()
    told = titles(house)
    await house.hear(an_event(ASKED_NO_MORE), 5)
    await house.deliver()
    assert titles(house) == told


async def test_a_clock_of_a_notification_taken_back_that_is_heard_late_reminds_of_nothing() -> None:
    house = House(OK, OK)
    await house.missing()
    await house.hear(an_event(ASKED_NO_MORE), 4)
    await house.hear(clock_started("a1", NOON + timedelta(days=1)), 3)
    assert (house.kept.clocks, house.kept.remind) == ((), None)


async def test_who_has_sent_everything_for_an_earlier_one_is_told_that_no_more_is_asked() -> None:
    house = House(OK, OK)
    await house.missing()
    await house.hear(an_event(ASKED_NO_MORE, answered_by=1, supplement_round=2), 5)
    await house.deliver()
    assert titles(house)[-1] == "补正材料已齐全，无需再补正"
    text = house.kept.notices[-1].letter
    assert text is not None
    assert "第1次补正通知的补正系按时到达，材料已齐全" in text.text
    assert "理由" not in text.text


async def test_nothing_is_said_after_a_withdrawal() -> None:
    house = House(OK, OK)
    await house.withdrawn(4)
    await house.hear(an_event(OUT), 5)
    await house.hear(an_event(BACK), 6)
    await house.deliver()
    assert house.subjects == []
