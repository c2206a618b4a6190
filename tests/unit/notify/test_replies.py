"""What a mail server replies to a letter is understood as later or never, and how much later."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.domain.outcome import Bounced, RetryLater
from services.notify.domain.replies import is_limit, understood, wait_asked

UNITS = {"seconds": 1, "secs": 1, "s": 1, "minutes": 60, "min": 60, "hours": 3600, "h": 3600}
NUMBERS = st.integers(1, 99_999)
FORGOING = st.text(st.characters(codec="ascii", exclude_categories=["N", "C"]), max_size=30)

LIMITS = (
    "Ip frequency limited",
    "Domain frequency limited [abc IP: 192.0.2.1]",
    "Connection frequency limited",
    "5.7.1 Sending rate limit exceeded",
    "5.4.5 Daily user sending quota exceeded",
    "RP:TRC 163 smtp1,x",
    "HL:IFC 163 mx2,x",
    "MI:SFQ 163 smtp3,x",
    "Too many messages from your domain",
    "4.7.28 unusual rate of mail from your address",
    "Domain has exceeded the max emails per hour",
    "发送频率超过限制",
    "发信过于频繁",
    "当前连接发送的邮件数量超出限制",
)
FOR_GOOD = (
    "5.1.1 no such mailbox",
    "5.2.2 mailbox full, quota exceeded",
    "5.3.4 message size exceeds limit",
    "5.4.6 too many hops",
    "Mailbox unavailable or access denied",
    "see our frequently asked questions",
    "收件人邮箱容量超过限制",
    "邮件大小超过限制",
    "该用户不存在",
)


@given(st.integers(400, 499), st.text(max_size=80))
def test_a_4xx_is_never_for_good(code: int, said: str) -> None:
    assert isinstance(understood(code, said), RetryLater)


@given(st.integers(500, 599), st.sampled_from(FOR_GOOD), FORGOING)
def test_a_5xx_that_names_no_limit_is_for_good(code: int, said: str, before: str) -> None:
    outcome = understood(code, f"{before} {said}")
    assert outcome == Bounced(f"{code} {' '.join(f'{before} {said}'.split())}", code)


@given(st.integers(400, 599), st.sampled_from(LIMITS), FORGOING, FORGOING)
def test_a_limit_is_tried_later_whatever_code_it_has(
    code: int, said: str, before: str, after: str
) -> None:
    outcome = understood(code, f"{before} {said} {after}")
    assert isinstance(outcome, RetryLater)
    assert outcome.limits


@given(st.text(max_size=80))
def test_a_421_limits_whatever_is_said(said: str) -> None:
    outcome = understood(421, said)
    assert isinstance(outcome, RetryLater)
    assert outcome.limits


@given(st.integers(200, 399) | st.integers(600, 999))
def test_a_reply_that_is_none_of_these_is_tried_later_and_limits_nobody(code: int) -> None:
    assert understood(code, "what") == RetryLater(f"unexpected answer: {code} what", code)


WISHES = (
    "try again in {}",
    "Please retry after {}",
    "Greylisted for {}",
    "greylisted, try again in {}",
    "please wait {}",
    "wait at least {}",
    "retry={}",
    "temporarily blocked for {}",
    "try again {} later",
    "wait: {} before retrying",
)


@given(st.sampled_from(WISHES), NUMBERS, st.sampled_from(sorted(UNITS)), FORGOING)
def test_a_wait_that_is_worded_as_one_is_taken_as_one(
    wish: str, number: int, unit: str, before: str
) -> None:
    said = f"{before} {wish.format(f'{number} {unit}')} (see https://mx.example/help)"
    assert wait_asked(said) == timedelta(seconds=number * UNITS[unit])


QUOTAS = (
    "At most {} messages in {} from one sender",
    "you may send {} messages per {}",
    "try again later: {} connections within {} are allowed",
    "limit of {} recipients for {} reached",
    "{} mails received over the last {}, retry later",
    "try again, limit is {} per {}",
)


@given(st.sampled_from(QUOTAS), NUMBERS, NUMBERS, st.sampled_from(sorted(UNITS)))
def test_a_period_that_a_limit_counts_by_is_no_wait(
    quota: str, most: int, number: int, unit: str
) -> None:
    assert wait_asked(quota.format(most, f"{number} {unit}")) is None


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Greylisting in action, please come back in 00:05:00", timedelta(minutes=5)),
        ("请5分钟后重试", timedelta(minutes=5)),
        ("请等待300秒后重试", timedelta(seconds=300)),
        ("请稍后2小时再试", timedelta(hours=2)),
        ("每24小时最多500封", None),
        ("4.7.1 At most 500 messages in 24 hours from one sender", None),
        ("try again in 20 messages", None),
        ("4.7.1 try again later", None),
        ("4.3.0 error 12", None),
    ],
)
def test_waits_in_other_forms_are_read_and_other_numbers_are_not(
    said: str, asked: timedelta | None
) -> None:
    assert wait_asked(said) == asked


@given(st.text(max_size=300))
def test_no_text_is_too_much_for_it(said: str) -> None:
    assert isinstance(is_limit(said), bool)
    wait = wait_asked(said)
    assert wait is None or wait >= timedelta(0)
