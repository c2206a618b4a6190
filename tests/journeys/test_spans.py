"""The spans of a journey are one trace, from the submission to the mail, across services."""

import secrets
from collections.abc import Iterator

import pytest

from deploy.local.infra import Infra
from tests.clients.enterprise import key
from tests.clients.papers import COMPLETE
from tests.clients.small_round import SmallRound
from tests.clients.trace_receiver import Span, TraceReceiver, receiving_traces
from tests.clients.waiting import until
from tests.journeys.conftest import House
from tests.programmes.small_rounds import publish_small_rounds
from tests.stack import running_stack

SERVER, CLIENT, PRODUCER, CONSUMER = 2, 3, 4, 5
"""Kinds of spans, as OTLP numbers them."""


@pytest.fixture(scope="module")
def receiver() -> Iterator[TraceReceiver]:
    with receiving_traces() as found:
        yield found


@pytest.fixture(scope="module")
def house(
    tmp_path_factory: pytest.TempPathFactory, infra: Infra, receiver: TraceReceiver
) -> Iterator[House]:
    """The services, told where their spans go."""
    folder = tmp_path_factory.mktemp("programmes")
    programme = publish_small_rounds(folder)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url)
        environment.setenv("OTEL_BSP_SCHEDULE_DELAY", "100")
        with running_stack(tmp_path_factory.mktemp("house"), infra, programmes=folder) as stack:
            yield House(stack, programme, programme, programme, iter(programme.rounds))


EXPECTED = {
    ("intake", "POST /intake/v1/applications/{application}/submission"): SERVER,
    ("intake", "publish laurel.application.submitted.v1"): PRODUCER,
    ("review", "process laurel.application.submitted.v1"): CONSUMER,
    ("review", "POST /review/v1/cases/{application}/notification"): SERVER,
    ("review", "publish laurel.review.materials-missing.v1"): PRODUCER,
    ("notify", "process laurel.review.materials-missing.v1"): CONSUMER,
    ("notify", "send mail"): CLIENT,
    ("notify", "publish laurel.notice.delivered.v1"): PRODUCER,
    ("review", "process laurel.notice.delivered.v1"): CONSUMER,
    ("review", "publish laurel.review.supplement-clock-started.v1"): PRODUCER,
    ("intake", "process laurel.review.supplement-clock-started.v1"): CONSUMER,
}


async def test_a_journey_is_one_trace_from_the_submission_to_the_mail(
    small_round: SmallRound, receiver: TraceReceiver
) -> None:
    trace, browser = secrets.token_hex(16), secrets.token_hex(8)
    traceparent = f"00-{trace}-{browser}-01"
    application = await small_round.draft(*(item for item in COMPLETE if item != "M05"))
    headers = key()["headers"] | {"traceparent": traceparent}
    await application.owner.ask("POST", f"{application.path}/submission", headers=headers)
    await until("a case", lambda: small_round.association.has_case(application), bool)
    await small_round.association.notify(application, traceparent)
    mail = await small_round.mailbox.the_mail_to(application.owner.email)

    async def spans() -> list[Span]:
        return receiver.of_trace(trace)

    def whole(seen: list[Span]) -> bool:
        # A span is sent when it ends: that of a cause comes after those of its effects.
        unknown = {span.parent for span in seen} - {span.id for span in seen}
        return EXPECTED.keys() <= {span.called for span in seen} and unknown == {browser}

    found = await until("every span with every parent", spans, whole)
    assert {s.called: s.kind for s in found if s.called in EXPECTED} == EXPECTED
    assert receiver.paths == {"/v1/traces"}
    assert not any(span.failed for span in found)

    by_id = {span.id: span for span in found}
    assert mail["headers"]["traceparent"].startswith(f"00-{trace}-")
    sent = by_id[mail["headers"]["traceparent"].split("-")[2]]
    assert path_from(sent, by_id) == [
        ("notify", "send mail"),
        ("notify", "deliver notice"),
        ("notify", "process laurel.review.materials-missing.v1"),
        ("review", "POST /review/v1/cases/{application}/notification"),
    ]


def path_from(span: Span, by_id: dict[str, Span]) -> list[tuple[str, str]]:
    found = [span.called]
    while span.parent in by_id:
        span = by_id[span.parent]
        found.append(span.called)
    return found


async def test_spans_hold_no_personal_data_not_even_of_a_failure(
    small_round: SmallRound, receiver: TraceReceiver
) -> None:
    application = await small_round.asked(lacking=["M05"], mail="bounce")
    await application.owner.call("GET", f"/intake/v1/enterprises/{application.owner.uscc}")
    await application.owner.call("GET", "/intake/v1/applications/none?email=zhang@example.cn")

    async def bounced() -> list[Span]:
        return [s for s in receiver.spans if s.about.get("laurel.outcome") == "Bounced"]

    await until("the span of the bounce", bounced, bool)
    everything = b"".join(receiver.raw)
    owner = application.owner
    for personal in (owner.email, "zhang@example.cn", *owner.profile()["name"].values()):
        assert personal.encode() not in everything
