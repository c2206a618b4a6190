"""The work that reads bounces from the mailbox behind the sender's address."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Literal, Protocol, TypeVar, TypeVarTuple

from prometheus_client import Counter

from services.notify.senders.bounces import read_bounce
from services.notify.senders.imap import ImapFolder, ImapSession, open_folder
from services.notify.senders.mail_server import Outage
from services.notify.senders.reporters import Reporters
from services.notify.store.read_positions import Position
from services.notify.usecases.hear_bounce import HearBounce
from services.notify.usecases.keep_unclear_mail import KeepUnclearMail
from shared.clock import Clock
from shared.errors import StaleWrite, Unavailable
from shared.journal.lease import Lease
from shared.logs import logger
from shared.looping import keep_doing
from shared.mongo import PyMongoError

Fate = Literal[
    "taken", "about_none_of_ours", "not_vouched_for", "unclear", "no_bounce", "unreadable"
]

MAILS = Counter(
    "laurel_notify_bounce_mails",
    "Mails that were read from the mailbox of bounces, by what became of each.",
    ["fate"],
)
LEASE_LASTS = timedelta(seconds=60)
"""Longer than the server may take for one mail."""

log = logger("bounce mailbox")

T = TypeVar("T")
Given = TypeVarTuple("Given")


class Positions(Protocol):
    """How far each folder was read."""

    async def get(self, folder: str) -> Position | None:
        """The last mail that was dealt with."""
        ...

    async def save(self, folder: str, position: Position) -> None:
        """Notes that everything up to this mail was dealt with."""
        ...


class BounceMailbox:
    """One replica reads at a time, each mail once; what is not understood is kept for people.

    A mail that had its effect is marked as seen. One that had none stays unseen, is marked with a
    flag, and is not read again.
    """

    def __init__(
        self,
        folder: ImapFolder,
        reporters: Reporters,
        positions: Positions,
        lease: Lease,
        hear: HearBounce,
        keep: KeepUnclearMail,
        clock: Clock,
        *,
        every: timedelta,
    ) -> None:
        self.outage: Outage | None = None
        self._folder = folder
        self._reporters = reporters
        self._positions = positions
        self._lease = lease
        self._hear = hear
        self._keep = keep
        self._clock = clock
        self._every = every

    async def run(self) -> None:
        """Reads until cancelled, then lets another replica take over at once."""
        try:
            await keep_doing("bounce mailbox", self.read_new, self._every)
        finally:
            await self._lease.release()

    async def read_new(self) -> None:
        """Reads what came since the last time. Raises Unavailable, PyMongoError."""
        if not await self._lease.held():
            # Whoever holds it tells how the mailbox is.
            self.outage = None
            return
        try:
            await self._read_new()
        except Unavailable as error:
            since = self.outage.since if self.outage else datetime.now(UTC)
            self.outage = Outage(since, error.detail)
            raise
        self.outage = None

    async def _read_new(self) -> None:
        session = await asyncio.to_thread(open_folder, self._folder)
        try:
            last = await self._positions.get(self._folder.id)
            # With another validity the same numbers are other mails: all are read anew.
            known = last.uid if last and last.uidvalidity == session.uidvalidity else 0
            for uid in await _within(session, session.after, known):
                if not await self._lease.held():
                    return
                await self._one(session, uid)
        finally:
            await _within(session, session.close)

    async def _one(self, session: ImapSession, uid: int) -> None:
        raw = await _within(session, session.read, uid)
        if raw is not None:
            fate = await self._fate_of(raw)
            await _within(session, session.mark, uid, "\\Seen" if fate == "taken" else "\\Flagged")
            MAILS.labels(fate).inc()
            log.info("mail read", uid=uid, fate=fate)
        await self._positions.save(self._folder.id, Position(session.uidvalidity, uid))

    async def _fate_of(self, raw: bytes) -> Fate:
        """Lets the mail have its effect. Raises what passes: Unavailable, StaleWrite."""
        try:
            if (bounce := read_bounce(raw)) is None:
                return "no_bounce"
            at, trusted = self._clock.now(), self._reporters.vouch_for(raw)
            if trusted and bounce.sense == "failed":
                real = datetime.now(UTC)
                if await self._hear(bounce, at=at, real=real, to_recipient_only=True):
                    return "taken"
            kept = await self._keep(bounce, raw, trusted=trusted, at=at)
        except (Unavailable, StaleWrite, PyMongoError):
            raise
        # One mail that can't be read for a fault of ours must not hold up the others.
        except Exception:
            log.exception("mail not understood")
            return "unreadable"
        if not trusted:
            return "not_vouched_for"
        return "about_none_of_ours" if kept is None else "unclear"


async def _within(session: ImapSession, call: Callable[[*Given], T], *given: *Given) -> T:
    """The result of a blocking call, which ends at once when this is cancelled."""
    try:
        return await asyncio.to_thread(call, *given)
    except asyncio.CancelledError:
        session.cut()
        raise
