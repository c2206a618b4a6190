"""A notice that does not arrive starts no clock until it is delivered by other means."""

from datetime import timedelta
from typing import Any

from tests.clients.enterprise import Application
from tests.clients.small_round import SmallRound
from tests.clients.waiting import until
from tests.unit.notify.bounce_mails import report

AN_INSTANT = timedelta(milliseconds=1)


async def test_edge_case_2_a_bounced_notice_never_starts_the_clock_until_the_inbox_is_opened(
    small_round: SmallRound,
) -> None:
    association = small_round.association
    application = await small_round.asked(lacking=["M05"], mail="bounce")
    notice = await escalated(application)
    await small_round.reaches(application, "awaiting_delivery")

    # Months later no clock has run, since nothing proves that the enterprise was told.
    small_round.now(small_round.round.opens_at + timedelta(days=60))
    await small_round.progress_becomes(clocks_running=0, delivery_failed=1)
    assert (await association.case(application))["due_at"] is None
    assert (await application.timeline())["due_at"] is None

    # Opening it in the inbox is the proof.
    await application.owner.ask("POST", f"/notify/v1/inbox/{notice}/receipt")
    due_at = await small_round.due_at(application)
    assert due_at > small_round.round.opens_at + timedelta(days=60)
    await application.supplement("M05")
    await small_round.reaches(application, "formal_review")
    assert await small_round.mailbox.mails_to(application.owner.email) == []


async def test_edge_case_1_a_supplement_is_due_from_delivery_however_long_ago_it_was_sent(
    small_round: SmallRound,
) -> None:
    application = await small_round.asked(lacking=["M05"], mail="bounce")
    notice = await escalated(application)
    weeks_later = small_round.round.opens_at + timedelta(days=30)
    small_round.now(weeks_later)
    await application.owner.ask("POST", f"/notify/v1/inbox/{notice}/receipt")
    due_at = await small_round.due_at(application)
    assert due_at > weeks_later

    small_round.stop_at(due_at - AN_INSTANT)
    await application.supplement("M05")
    small_round.now(due_at)
    await small_round.reaches(application, "formal_review")
    await small_round.association.accept(application)
    await small_round.is_told(application, "accepted")


async def test_an_office_serves_by_post_what_bounced_and_the_round_has_no_case_left_over(
    small_round: SmallRound,
) -> None:
    association = small_round.association
    application = await small_round.asked(lacking=["M05"], mail="bounce")
    await escalated(application)
    (failed,) = await failed_deliveries(small_round)
    assert failed["application"] == application.id

    small_round.now(small_round.round.opens_at + timedelta(days=3))
    signed_at = small_round.round.opens_at + timedelta(days=2)
    path = f"/notify/v1/notices/{failed['id']}/service"
    body = {
        "method": "post",
        "done_at": signed_at.isoformat(),
        "reference": "EMS 1",
        "received_by": "收发室",
    }
    for _ in range(2):
        await association.ask("POST", path, json=body)
    due_at = await small_round.due_at(application)
    assert signed_at < due_at
    case = await association.case(application)
    assert (case["stage"], case["notifications"][0]["channel"]) == ("awaiting_supplement", "post")
    assert await failed_deliveries(small_round) == []
    seen = [item["what"] for item in (await application.timeline())["events"]]
    assert seen.count("notice_served") == 1
    await small_round.progress_becomes(clocks_running=1, delivery_failed=0)

    # The day was copied wrongly: the clock runs anew from the right one.
    right = {**body, "done_at": (signed_at - timedelta(days=1)).isoformat(), "reason": "日期有误"}
    await association.ask("PUT", path, json=right)
    told = await until(
        "the right delivery",
        application.timeline,
        lambda seen: (
            [item["what"] for item in seen["events"]].count("notice_served") == 2
            and [item["what"] for item in seen["events"]].count("supplement_clock_started") == 2
        ),
    )
    kinds = [item["what"] for item in told["events"]]
    assert kinds.count("service_withdrawn") == kinds.count("supplement_clock_stopped") == 1
    due_at = await small_round.due_at(application)

    # The clock runs out as any other does.
    small_round.now(due_at)
    await small_round.reaches(application, "not_accepted")


async def test_a_mail_that_comes_back_later_stops_the_clock_until_the_notice_is_served(
    small_round: SmallRound,
) -> None:
    association = small_round.association
    application = await small_round.asked(lacking=["M05"])
    first_due_at = await small_round.due_at(application)
    mail = await small_round.mailbox.the_mail_to(application.owner.email)
    returned = f"Message-ID: {mail['headers']['Message-ID']}\r\n"
    small_round.now(small_round.round.opens_at + timedelta(days=1))
    await small_round.operator.ask(
        "POST",
        "/notify/v1/bounces",
        content=report(returned=returned, to=application.owner.email),
        headers={"content-type": "message/rfc822"},
    )
    await small_round.reaches(application, "awaiting_delivery")
    await small_round.progress_becomes(clocks_running=0, delivery_failed=1)
    await until("no due date", application.timeline, lambda seen: seen["due_at"] is None)

    # The day on which the first clock would have ended the case.
    small_round.now(first_due_at + timedelta(days=1))
    (failed,) = await failed_deliveries(small_round)
    body = {
        "method": "phone",
        "done_at": first_due_at.isoformat(),
        "reference": "0750-5550100",
        "received_by": "李某",
    }
    await association.ask("POST", f"/notify/v1/notices/{failed['id']}/service", json=body)
    assert await small_round.due_at(application) > first_due_at
    await application.supplement("M05")
    await small_round.reaches(application, "formal_review")


async def failed_deliveries(small_round: SmallRound) -> list[dict[str, Any]]:
    """What the association has to serve by other means."""
    path = f"/notify/v1/rounds/{small_round.path}/failed-deliveries"
    found: list[dict[str, Any]] = (await small_round.association.get(path))["notices"]
    return found


async def escalated(application: Application) -> str:
    """Waits until the notice has to be opened in the inbox, and tells its id."""
    notices = await until(
        "a notice in the inbox",
        application.owner.notices,
        lambda seen: seen and seen[0]["channel"] == "inbox",
    )
    return str(notices[0]["id"])
