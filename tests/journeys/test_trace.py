"""One trace from the request that causes a notice to the mail that carries it."""

import secrets

from tests.clients.small_round import SmallRound


async def test_the_trace_of_the_request_is_found_in_the_mail(small_round: SmallRound) -> None:
    trace = secrets.token_hex(16)
    application = await small_round.submitted(lacking=["M05"])
    await small_round.association.notify(application, f"00-{trace}-{secrets.token_hex(8)}-01")

    mail = await small_round.mailbox.the_mail_to(application.owner.email)
    assert mail["headers"]["traceparent"].split("-")[1] == trace
