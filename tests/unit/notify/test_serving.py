"""A notice that mail can't deliver is served by other means, or sent again."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.notify.domain.office import Official
from services.notify.domain.outcome import Bounced, Delivered, Outcome, RetryLater
from services.notify.domain.resending import Resending
from services.notify.domain.service import delivered_by
from services.notify.usecases.remember_contact import RememberContact
from services.notify.usecases.remind import Remind
from services.notify.usecases.resend_notice import ResendNotice
from services.notify.usecases.serve_notice import Proof, ServeNotice
from shared.calendar import beijing_date, end_of_day
from shared.contracts.notices import NoticeServed, ServiceWithdrawn
from shared.errors import NotFound, Rejected
from shared.programmes import Programmes
from tests.builders import NOON
from tests.fakes.notify import REAL, a_contact
from tests.unit.notify.house import NotifyHouse
from tests.unit.review.builders import jiangmen

ASSOCIATION = Official("assoc-1", frozenset({"association"}), None)
GONE = Bounced("550 5.1.1 no such mailbox", 550)
LATER = NOON + timedelta(days=1)


class House(NotifyHouse):
    """One notice, and what is done about it."""

    def __init__(self, *answers: Outcome) -> None:
        super().__init__(*answers)
        self.clock.at = LATER
        self._serve = ServeNotice(self.correspondences, Programmes((jiangmen(),)))
        self._resend = ResendNotice(self.correspondences, self.wake)
        self._remember = RememberContact(
            self.contacts, self.correspondences, self.letters, self.wake
        )

    @classmethod
    async def after(cls, *answers: Outcome, tries: int = 1) -> "House":
        """The house when so many of the answers were heard."""
        house = cls(*answers)
        await house._remember(a_contact(), seq=1, at=NOON, real=REAL)
        await house.missing()
        for _ in range(tries):
            await house.deliver()
        return house

    async def deliver(self) -> Outcome | None:
        return await self._deliver(self.correspondences.kept["a1"])

    async def serve(
        self,
        official: Official = ASSOCIATION,
        at: datetime = LATER,
        corrects: str | None = None,
        **facts: object,
    ) -> None:
        proof = {
            "method": "post",
            "done_at": LATER - timedelta(hours=1),
            "received_by": "王某",
            "reference": "EMS 1",
            "note": None,
        } | facts
        await self._serve(
            self.notice.id,
            Proof(**proof),  # type: ignore[arg-type]
            official=official,
            at=at,
            real=REAL,
            corrects=corrects,
        )

    async def passes(self, at: datetime) -> None:
        """Does what is due by then."""
        self.clock.at = at
        remind = Remind(self.correspondences, self.contacts, self.letters, self.wake)
        correspondence = self.correspondences.kept["a1"]
        if correspondence.remind is not None and correspondence.remind <= at:
            await remind(correspondence, at=at, real=REAL)

    async def resend(self, key: str = "k1", reason: str = "why") -> None:
        resending = Resending(key=key, notice=self.notice.id, by="op", reason=reason, at=LATER)
        await self._resend(resending, real=REAL)

    @property
    def notice(self):  # type: ignore[no-untyped-def]
        return self.correspondences.kept["a1"].notices[0]

    @property
    def kinds(self) -> list[str]:
        return [event.type.split(".")[2] for event in self.correspondences.published]


async def test_service_by_post_is_the_delivery_and_is_published_once() -> None:
    house = await House.after(GONE)
    for _ in range(3):
        await house.serve()
    assert house.kinds == ["sent", "bounced", "escalated", "served"]
    event = house.correspondences.published[-1]
    assert isinstance(event, NoticeServed)
    assert (event.channel, event.at, event.supplement_round) == (
        "post",
        LATER - timedelta(hours=1),
        1,
    )
    assert (event.by, event.role) == ("assoc-1", "association")
    assert (house.notice.status, house.notice.delivered_at) == ("delivered", event.at)
    (service,) = house.correspondences.kept["a1"].services
    assert (service.received_by, service.reference, service.recorded_at) == (
        "王某",
        "EMS 1",
        LATER,
    )


async def test_another_service_of_what_is_delivered_is_refused() -> None:
    house = await House.after(GONE)
    await house.serve()
    with pytest.raises(Rejected, match="already-delivered"):
        await house.serve(reference="EMS 2")
    assert house.kinds.count("served") == 1


async def test_nothing_is_served_in_the_future_before_it_was_written_or_when_it_is_moot() -> None:
    house = await House.after(GONE)
    for done_at in (LATER + timedelta(seconds=1), NOON - timedelta(seconds=1)):
        with pytest.raises(Rejected, match="invalid-request") as refused:
            await house.serve(done_at=done_at)
        assert [(e.field, bool(e.zh)) for e in refused.value.errors] == [("done_at", True)]
    await house.withdrawn()
    with pytest.raises(Rejected, match="notice-moot"):
        await house.serve()
    with pytest.raises(Rejected, match="notice-moot"):
        await house.resend()
    assert "served" not in house.kinds


@pytest.mark.parametrize("method", ["post", "phone"])
async def test_somebody_took_a_letter_or_a_call_and_all_faults_are_told_at_once(
    method: str,
) -> None:
    house = await House.after(GONE)
    early = NOON - timedelta(days=1)
    with pytest.raises(Rejected, match="invalid-request") as refused:
        await house.serve(method=method, received_by=None, done_at=early)
    assert [error.field for error in refused.value.errors] == ["done_at", "received_by"]
    assert "served" not in house.kinds


PUBLISHED: dict[str, Any] = {
    "method": "publication",
    "received_by": None,
    "reference": "江门日报 2019-07-02",
}
OVER = end_of_day(beijing_date(LATER) + timedelta(days=60))


async def test_a_publication_is_told_as_delivery_when_its_days_are_over_and_not_before() -> None:
    house = await House.after(GONE)
    await house.serve(**PUBLISHED)
    assert "served" not in house.kinds
    assert (house.notice.delivered_at, house.notice.counts_from) == (None, OVER)
    await house.passes(OVER - timedelta(milliseconds=1))
    assert "served" not in house.kinds
    for _ in range(2):
        await house.passes(OVER)
    assert house.kinds.count("served") == 1
    assert (house.notice.status, house.notice.delivered_at) == ("delivered", OVER)
    event = house.correspondences.published[-1]
    assert isinstance(event, NoticeServed)
    assert (event.channel, event.at, event.done_at) == (
        "publication",
        OVER,
        LATER - timedelta(hours=1),
    )


async def test_a_publication_of_long_ago_counts_at_once() -> None:
    house = await House.after(GONE)
    await house.serve(at=OVER, **PUBLISHED)
    assert house.kinds[-1] == "served"


async def test_what_is_opened_while_it_is_published_is_delivered_by_that() -> None:
    house = await House.after(GONE)
    await house.serve(**PUBLISHED)
    opened = house.notice.opened(at=LATER + timedelta(days=1))
    assert opened is not None
    kept = house.correspondences.kept["a1"]
    house.correspondences.kept["a1"] = kept.replacing(opened[0])
    assert house.correspondences.kept["a1"].remind is None
    await house.passes(OVER)
    assert "served" not in house.kinds


async def test_while_it_is_published_no_other_service_is_recorded_but_by_a_correction() -> None:
    house = await House.after(GONE)
    await house.serve(**PUBLISHED)
    with pytest.raises(Rejected, match="already-delivered"):
        await house.serve()
    await house.serve(corrects="当面领取")
    assert house.kinds[-1] == "served"
    assert "service-withdrawn" not in house.kinds
    assert house.correspondences.kept["a1"].remind is None


async def test_a_wrong_record_is_corrected_with_a_reason_and_both_are_kept() -> None:
    house = await House.after(GONE)
    await house.serve()
    for _ in range(2):
        await house.serve(corrects="单号抄错", reference="EMS 2", received_by="李某")
    assert house.kinds.count("served") == 1
    kept = house.correspondences.kept["a1"]
    (now,), (wrong,) = kept.services, kept.corrected_services
    assert (now.reference, now.received_by) == ("EMS 2", "李某")
    assert (wrong.service.reference, wrong.reason, wrong.by) == ("EMS 1", "单号抄错", "assoc-1")


async def test_another_time_takes_back_what_was_told_and_tells_the_right_one() -> None:
    house = await House.after(GONE)
    await house.serve()
    right = LATER - timedelta(minutes=5)
    for _ in range(2):
        await house.serve(corrects="时间有误", done_at=right)
    assert house.kinds[-3:] == ["served", "service-withdrawn", "served"]
    withdrawn, again = house.correspondences.published[-2:]
    assert isinstance(withdrawn, ServiceWithdrawn)
    assert (withdrawn.channel, withdrawn.supplement_round) == ("post", 1)
    assert isinstance(again, NoticeServed)
    assert (again.at, house.notice.delivered_at) == (right, right)


async def test_what_was_published_in_truth_is_delivered_only_later() -> None:
    house = await House.after(GONE)
    await house.serve()
    await house.serve(corrects="系公告送达", **PUBLISHED)
    assert house.kinds[-2:] == ["served", "service-withdrawn"]
    assert (house.notice.status, house.notice.delivered_at) == ("escalated", None)
    await house.passes(OVER)
    assert house.kinds[-1] == "served"


async def test_a_correction_is_held_to_what_a_record_is() -> None:
    house = await House.after(GONE)
    with pytest.raises(Rejected, match="nothing-to-correct"):
        await house.serve(corrects="why")
    await house.serve()
    with pytest.raises(Rejected, match="invalid-request"):
        await house.serve(corrects="why", received_by=None)
    assert house.correspondences.kept["a1"].corrected_services == ()


async def test_who_supplements_anyway_need_not_be_served_any_more() -> None:
    house = await House.after(GONE)
    await house.answered()
    assert (house.notice.moot_at, house.notice.moot_for) == (LATER, "supplemented")
    with pytest.raises(Rejected, match="notice-moot"):
        await house.serve()


async def test_what_has_arrived_is_not_moot_for_being_answered() -> None:
    house = await House.after(Delivered("ok"))
    await house.answered()
    assert (house.notice.moot_at, house.notice.moot_for) == (None, None)


async def test_a_key_of_a_resending_is_for_one_reason() -> None:
    house = await House.after(GONE)
    await house.resend("k1", "The mailbox is there now.")
    await house.resend("k1", "The mailbox is there now.")
    with pytest.raises(Rejected, match="key-reused") as refused:
        await house.resend("k1", "Something else.")
    assert [error.field for error in refused.value.errors] == ["key"]
    assert "The mailbox is there now." in refused.value.detail
    assert len(house.correspondences.kept["a1"].resendings) == 1


@pytest.mark.parametrize("role", ["recommender", "reviewer", "operator", "enterprise"])
async def test_who_does_not_correspond_with_enterprises_serves_nothing(role: str) -> None:
    house = await House.after(GONE)
    with pytest.raises(Rejected, match="forbidden"):
        await house.serve(Official("x", frozenset({role}), None))


async def test_a_mail_that_arrives_after_the_service_is_noted_and_changes_nothing() -> None:
    house = await House.after(RetryLater("451 later", 451), Delivered("ok"))
    claimed = house.correspondences.kept["a1"]
    notice = claimed.notices[0]
    await house.serve()
    late, events = house.notice.answered(
        Delivered("ok"), to="z@x.cn", at=LATER, real=REAL, jitter=0
    )
    assert notice.delivered_at is None
    assert events == ()
    assert (late.delivered_at, late.next_try) == (house.notice.delivered_at, None)


@pytest.mark.parametrize(
    ("done_at", "delivered_at"),
    [
        # 60 days until 2021, 30 since then; it counts when the last of them is over.
        (datetime(2019, 7, 1, 2, tzinfo=UTC), datetime(2019, 8, 30, 16, tzinfo=UTC)),
        (datetime(2021, 12, 31, 2, tzinfo=UTC), datetime(2022, 3, 1, 16, tzinfo=UTC)),
        (datetime(2022, 1, 1, 2, tzinfo=UTC), datetime(2022, 1, 31, 16, tzinfo=UTC)),
    ],
)
def test_a_publication_counts_as_delivery_when_its_days_are_over(
    done_at: datetime, delivered_at: datetime
) -> None:
    assert delivered_by("publication", done_at) == delivered_at
    assert delivered_by("post", done_at) == delivered_by("phone", done_at) == done_at


async def test_a_bounced_notice_is_sent_again_once_for_each_key_as_a_new_message() -> None:
    house = await House.after(GONE, GONE, Delivered("ok"))
    for key in ("k1", "k1", "k2"):
        await house.resend(key)
        if house.notice.next_try:
            await house.deliver()
    assert [mail.message for mail in house.mailer.got] == [
        house.notice.id,
        f"{house.notice.id}.1",
        f"{house.notice.id}.2",
    ]
    assert house.kinds == ["sent", "bounced", "escalated", "sent", "bounced", "sent", "delivered"]
    kept = house.correspondences.kept["a1"].resendings
    assert [(each.key, each.by, each.reason) for each in kept] == [
        ("k1", "op", "why"),
        ("k2", "op", "why"),
    ]


async def test_a_delivered_notice_that_is_sent_again_stays_delivered_whatever_comes_of_it() -> None:
    house = await House.after(Delivered("ok"), RetryLater("451", 451), GONE)
    before = house.notice
    await house.resend()
    await house.deliver()
    assert house.notice.next_try is not None
    await house.deliver()
    after = house.notice
    assert (after.status, after.delivered_at, after.next_try) == (
        "delivered",
        before.delivered_at,
        None,
    )
    assert house.kinds == ["sent", "delivered"]


async def test_what_is_not_there_is_neither_served_nor_sent_again() -> None:
    house = await House.after(GONE)
    resending = Resending(key="k", notice="other", by="op", reason="why", at=LATER)
    with pytest.raises(NotFound):
        await ResendNotice(house.correspondences, house.wake)(resending, real=REAL)
