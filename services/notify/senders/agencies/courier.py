"""Takes messages to receivers: signs them anew for each attempt, sends, and tells what came."""

import ssl
import time
from collections.abc import Sequence
from datetime import UTC, datetime

import httpcore
from prometheus_client import Counter, Histogram

from services.notify.domain.agencies.attempt import ANSWER_KEPT, Attempt
from services.notify.domain.agencies.subscription import Subscription
from services.notify.ports.agencies.subscriptions import Sent
from services.notify.senders.agencies.keeping import SecretKeeper
from services.notify.senders.agencies.line import BODY_AT_MOST, Answered, Line
from services.notify.senders.agencies.signatures import (
    SharedSecret,
    Signer,
    SigningKey,
    signed_headers,
)

ATTEMPTS = Counter(
    "laurel_notify_webhook_attempts",
    "Attempts to hand a message to a receiver, by what came of each: `delivered`, `refused` by "
    "its status, or the fault for which no answer came.",
    ["outcome"],
)
SECONDS = Histogram(
    "laurel_notify_webhook_attempt_seconds",
    "How long receivers take for a message, those included that never answer.",
    buckets=(0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60),
)
ABOUT = {
    "content-type": "application/cloudevents+json; charset=utf-8",
    "user-agent": "Laurel-Webhooks/1",
}


class Courier:
    """Makes lines to receivers, and sends over them."""

    def __init__(
        self,
        network: httpcore.AsyncNetworkBackend,
        tls: ssl.SSLContext,
        keeper: SecretKeeper,
        *,
        within: float,
    ) -> None:
        self._network = network
        self._tls = tls
        self._keeper = keeper
        self._within = within

    def line(self) -> Line:
        """A line of one's own."""
        return Line(self._network, self._tls, within=self._within)

    async def send(self, subscription: Subscription, message: str, body: bytes) -> Sent:
        """Sends one message over a line of its own. Raises Unavailable without keys."""
        async with self.line() as line:
            signers = self.signers(subscription)
            return await self.send_over(line, subscription.receiver, signers, message, body)

    def signers(self, subscription: Subscription) -> Sequence[Signer]:
        """Who signs for a subscription at this moment. Raises Unavailable without keys."""
        kept = subscription.signing(datetime.now(UTC))
        signers: list[Signer] = [SharedSecret(self._keeper.read(each)) for each in kept]
        if subscription.signing_key is not None:
            signers.append(SigningKey(self._keeper.read(subscription.signing_key)))
        return signers

    async def send_over(
        self, line: Line, url: str, signers: Sequence[Signer], message: str, body: bytes
    ) -> Sent:
        """Sends one message over a line that is there."""
        at, begun = datetime.now(UTC), time.monotonic()
        if len(body) > BODY_AT_MOST:
            said = f"{len(body)} bytes; {BODY_AT_MOST} are the most"
            return _sent(Attempt(at=at, milliseconds=0, status=None, fault="size", answer=said))
        headers = signed_headers(message, body, signers, at=at)
        answer = await line.post(url, {**ABOUT, **headers}, body)
        seconds = time.monotonic() - begun
        SECONDS.observe(seconds)
        milliseconds = round(seconds * 1000)
        if not isinstance(answer, Answered):
            attempt = Attempt(
                at=at,
                milliseconds=milliseconds,
                status=None,
                fault=answer.fault,
                answer=answer.detail[:ANSWER_KEPT],
            )
            return _sent(attempt)
        text = answer.body.decode("utf-8", "replace")
        attempt = Attempt(
            at=at,
            milliseconds=milliseconds,
            status=answer.status,
            fault=None,
            answer=text[:ANSWER_KEPT],
        )
        return _sent(attempt, answer.retry_after, text)


def _sent(attempt: Attempt, retry_after: str | None = None, text: str = "") -> Sent:
    outcome = "delivered" if attempt.succeeded else attempt.fault or "refused"
    ATTEMPTS.labels(outcome).inc()
    return Sent(attempt, retry_after, text)
