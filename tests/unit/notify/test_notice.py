"""A notice is delivered once, or waits in the inbox; never both, never neither."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.notify.domain.notice import Notice, notice_id
from services.notify.domain.outcome import Answer, Bounced, Delivered, RetryLater
from services.notify.domain.retry import WAITS
from shared.contracts.base import Event
from shared.contracts.notices import NoticeBounced, NoticeDelivered, NoticeEscalated, NoticeSent
from tests.builders import NOON
from tests.fakes.notify import REAL, USCC, a_notice, in_json

TO = "zhang@example.cn"
OK = Delivered("2.0.0 queued for zhang@example.cn as 7")
GONE = Bounced("550 5.1.1 <zhang@example.cn>: no such mailbox", 550)
LATER = RetryLater("451 4.7.1 greylisted", 451)


def answered(notice: Notice, answer: Answer) -> tuple[Notice, list[Event]]:
    after, events = notice.answered(answer, to=TO, at=NOON, real=REAL, jitter=0)
    return after, list(events)


def of(notice: Notice, **more: object) -> dict[str, object]:
    about = {
        "notice": notice.id,
        "application": "a1",
        "cause": "review/a1/2",
        "kind": "materials_missing",
        "supplement_round": 1,
        "at": "2019-07-01T04:00:00Z",
    }
    return about | more


def test_the_id_follows_from_the_cause_alone() -> None:
    assert notice_id("review/a1/2") == notice_id("review/a1/2")
    assert notice_id("review/a1/2") != notice_id("review/a1/3")


def test_a_taken_mail_is_sent_and_delivered_with_the_servers_answer_as_proof() -> None:
    notice, events = answered(a_notice(), OK)
    assert in_json(events) == [
        of(notice, type=NoticeSent.type, channel="mail", to="z***@example.cn"),
        of(
            notice,
            type=NoticeDelivered.type,
            channel="mail",
            to="z***@example.cn",
            proof="250 2.0.0 queued for z***@example.cn as 7",
        ),
    ]
    assert (notice.status, notice.delivered_by, notice.next_try) == ("delivered", "mail", None)
    assert (notice.sent_at, notice.delivered_at) == (NOON, NOON)


def test_a_bounce_goes_to_the_inbox_and_is_no_delivery() -> None:
    notice, events = answered(a_notice(), GONE)
    assert in_json(events) == [
        of(notice, type=NoticeSent.type, channel="mail", to="z***@example.cn"),
        of(
            notice,
            type=NoticeBounced.type,
            channel="mail",
            to="z***@example.cn",
            reason="550 5.1.1 <z***@example.cn>: no such mailbox",
        ),
        of(notice, type=NoticeEscalated.type, from_channel="mail", to_channel="inbox"),
    ]
    assert (notice.status, notice.channel, notice.delivered_at) == ("escalated", "inbox", None)
    assert (notice.next_try, notice.bounced) == (None, True)


def test_a_refusal_for_now_is_announced_to_nobody_and_tried_again() -> None:
    notice, events = answered(a_notice(), LATER)
    assert events == []
    assert (notice.status, notice.next_try) == ("sending", REAL + WAITS[0])
    notice, events = answered(notice, LATER)
    assert (events, notice.next_try) == ([], REAL + WAITS[1])
    assert [a.outcome for a in notice.attempts] == ["try_again", "try_again"]


def test_after_the_last_retry_the_notice_goes_to_the_inbox() -> None:
    notice, events = a_notice(), list[Event]()
    for _ in range(len(WAITS) + 1):
        assert events == []
        notice, events = answered(notice, LATER)
    assert [type(e) for e in events] == [NoticeSent, NoticeBounced, NoticeEscalated]
    assert notice.attempts[-1].answer == "given up after 8 tries: 451 4.7.1 greylisted"


def test_opening_it_after_a_bounce_delivers_it_on_the_inbox_channel() -> None:
    bounced, _ = answered(a_notice(), GONE)
    opened = bounced.opened(at=NOON + timedelta(days=2))
    assert opened is not None
    notice, events = opened
    assert in_json(list(events)) == [
        of(
            notice,
            type=NoticeDelivered.type,
            channel="inbox",
            to=USCC,
            proof="opened in the portal",
            at="2019-07-03T04:00:00Z",
        )
    ]
    assert (notice.status, notice.delivered_by) == ("delivered", "inbox")
    assert notice.opened(at=NOON) is None


def test_opening_it_before_the_mail_went_out_saves_the_mail_and_is_the_sending_too() -> None:
    opened = a_notice().opened(at=NOON)
    assert opened is not None
    notice, events = opened
    assert notice.next_try is None
    assert in_json(list(events)) == [
        of(notice, type=NoticeSent.type, channel="inbox", to=USCC),
        of(
            notice,
            type=NoticeDelivered.type,
            channel="inbox",
            to=USCC,
            proof="opened in the portal",
        ),
    ]


def test_an_answer_that_comes_after_the_receipt_is_noted_and_announced_to_nobody() -> None:
    opened = a_notice().opened(at=NOON)
    assert opened is not None
    for answer in (OK, GONE, LATER):
        notice, events = answered(opened[0], answer)
        assert events == []
        assert (notice.status, notice.delivered_by) == ("delivered", "inbox")
        assert len(notice.attempts) == 2


def test_another_address_after_a_bounce_makes_a_new_attempt_of_the_same_notice() -> None:
    bounced, _ = answered(a_notice(), GONE)
    assert bounced.readdressed(TO, real=REAL) is None
    retry = bounced.readdressed("li@example.cn", real=REAL)
    assert retry is not None
    assert (retry.id, retry.status, retry.next_try) == (bounced.id, "sending", REAL)
    delivered, events = retry.answered(OK, to="li@example.cn", at=NOON, real=REAL, jitter=0)
    assert [type(e) for e in events] == [NoticeSent, NoticeDelivered]
    assert [(a.to, a.outcome) for a in delivered.attempts] == [
        (TO, "bounced"),
        ("li@example.cn", "delivered"),
    ]


def test_an_address_that_did_not_bounce_makes_no_new_attempt() -> None:
    delivered, _ = answered(a_notice(), OK)
    assert delivered.readdressed("li@example.cn", real=REAL) is None
    assert a_notice().readdressed("li@example.cn", real=REAL) is None


def test_a_moot_notice_is_neither_tried_again_nor_readdressed() -> None:
    escalated, _ = answered(a_notice(), GONE)
    for notice in (a_notice(), answered(a_notice(), LATER)[0], escalated):
        moot = notice.dropped(NOON)
        assert (moot.next_try, moot.moot_at) == (None, NOON)
        assert moot.readdressed("li@example.cn", real=REAL) is None
        assert moot.postponed(REAL) == moot
        assert moot.dropped(NOON + timedelta(days=1)) == moot


def test_a_mail_that_was_on_its_way_when_its_notice_became_moot_is_noted() -> None:
    moot = a_notice().dropped(NOON)
    for answer in (GONE, LATER):
        notice, events = answered(moot, answer)
        assert (notice.next_try, len(notice.attempts), events) == (None, 1, [])
    notice, events = answered(moot, OK)
    assert (notice.status, notice.next_try) == ("delivered", None)
    assert [type(e) for e in events] == [NoticeSent, NoticeDelivered]


def test_what_arrived_does_not_become_moot() -> None:
    delivered, _ = answered(a_notice(), OK)
    assert delivered.dropped(NOON) == delivered


STEPS = st.lists(
    st.sampled_from([OK, GONE, LATER])
    | st.sampled_from(["open", "withdraw", "li@example.cn", "wu@example.cn"]),
    max_size=30,
)


@given(STEPS)
def test_whatever_happens_it_is_delivered_at_most_once_and_never_forgotten(
    steps: list[Answer | str],
) -> None:
    notice, events = a_notice(), list[Event]()
    for step in steps:
        if step == "open":
            opened = notice.opened(at=NOON)
            notice, more = opened or (notice, ())
        elif step == "withdraw":
            notice, more = notice.dropped(NOON), ()
        elif isinstance(step, str):
            notice, more = notice.readdressed(step, real=REAL) or notice, ()
        else:
            notice, more = notice.answered(step, to=TO, at=NOON, real=REAL, jitter=0)
        events += more
    kinds = [type(e) for e in events]
    assert kinds.count(NoticeDelivered) == (notice.delivered_at is not None)
    assert kinds.count(NoticeEscalated) == notice.bounced
    assert (NoticeSent in kinds) == (notice.sent_at is not None)
    assert NoticeDelivered not in kinds[:-1]
    waits_in_inbox = notice.status == "escalated"
    is_delivered = notice.status == "delivered"
    is_due = notice.next_try is not None
    if notice.moot_at is None:
        assert [waits_in_inbox, is_delivered, is_due].count(True) == 1
    else:
        assert not is_due
