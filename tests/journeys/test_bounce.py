"""A notice that does not arrive starts no clock."""

from datetime import timedelta

from tests.clients.enterprise import Application
from tests.clients.small_round import SmallRound
from tests.clients.waiting import until


async def test_a_bounced_notice_never_starts_the_clock_until_the_inbox_is_opened(
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


async def escalated(application: Application) -> str:
    """Waits until the notice has to be opened in the inbox, and tells its id."""
    notices = await until(
        "a notice in the inbox",
        application.owner.notices,
        lambda seen: seen and seen[0]["channel"] == "inbox",
    )
    return str(notices[0]["id"])
