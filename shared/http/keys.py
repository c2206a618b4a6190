"""The issuer's public keys: read ahead of the calls that need them, and missed without a stop."""

import asyncio
import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import jwt

from shared.errors import Unavailable
from shared.logs import logger

REFRESH_KEYS_AFTER = 30.0
"""Seconds after which an unknown kid may be a new one."""

REREAD_KEYS_AFTER = 600.0
"""Seconds after which a known kid may have been withdrawn, and a token is checked anew."""

RETRY_AFTER = 5.0
"""Seconds after which an issuer that did not answer may do so."""

log = logger("keys")


class KeysUnread(Unavailable):
    """Whose token it is can't be told, since the issuer's keys can't be read."""


@dataclass(frozen=True, slots=True)
class Outage:
    """Since when (real time) and why the keys can't be read."""

    since: datetime
    reason: str


class KeySet:
    """The issuer's public keys, from an https URL or, locally, a file; read again for a new kid."""

    def __init__(self, location: str) -> None:
        self._location = location
        self._keys: dict[str, jwt.PyJWK] = {}
        self._read_at: datetime | None = None
        self._asked_at = float("-inf")
        self._reading = asyncio.Lock()
        self.outage: Outage | None = None

    async def key(self, kid: str) -> jwt.PyJWK | None:
        """The key with this id; None when the issuer does not have it.

        Raises KeysUnread when that can't be told, at once for some seconds after a failure:
        anybody may make up ids, and all of them wait for one another.
        """
        if kid not in self._keys:
            async with self._reading:
                if kid not in self._keys:
                    await self._refetch()
        return self._keys.get(kid)

    async def stay_read(self) -> None:
        """Reads the keys now and every ten minutes, since the issuer may withdraw one.

        As long as it does not answer it is asked every five seconds, and the keys that it had hold.
        """
        while True:
            async with self._reading:
                try:
                    await self._read()
                except KeysUnread:
                    pause = RETRY_AFTER
                else:
                    pause = REREAD_KEYS_AFTER
            await asyncio.sleep(pause)

    async def missed(self) -> str | None:
        """What the issuer's silence means for callers; None when its keys are here."""
        away = self.outage
        if self._read_at is None:
            reason = away.reason if away else "they are being read"
            return f"no token can be checked, calls that need one get 503: {reason}"
        if away:
            read = self._read_at.isoformat(timespec="seconds")
            return f"the keys of {read} hold, tokens signed with a newer one get 503: {away.reason}"
        return None

    async def _refetch(self) -> None:
        pause = REFRESH_KEYS_AFTER if self.outage is None else RETRY_AFTER
        if time.monotonic() - self._asked_at > pause:
            await self._read()
        elif self.outage is not None:
            raise KeysUnread(self.outage.reason)

    async def _read(self) -> None:
        try:
            if self._location.startswith("file:"):
                text = await asyncio.to_thread(Path(self._location[5:]).read_text)
            else:
                async with httpx.AsyncClient(timeout=5) as client:
                    text = (await client.get(self._location)).raise_for_status().text
            found = jwt.PyJWKSet.from_dict(json.loads(text))
        except (OSError, httpx.HTTPError, ValueError, AttributeError, jwt.PyJWTError) as error:
            # httpx adds a second line with a link that explains the status.
            said = str(error).partition("\n")[0] or type(error).__name__
            raise self._away(f"the issuer's keys can't be read: {said}") from error
        else:
            self._here({key.key_id: key for key in found.keys if key.key_id})
        finally:
            self._asked_at = time.monotonic()

    def _away(self, reason: str) -> KeysUnread:
        if self.outage is None:
            log.warning("issuer away, asked again until it answers", reason=reason)
        since = self.outage.since if self.outage else datetime.now(UTC)
        self.outage = Outage(since, reason)
        return KeysUnread(reason)

    def _here(self, keys: dict[str, jwt.PyJWK]) -> None:
        if self.outage is not None:
            log.info("issuer answers again", away_since=self.outage.since.isoformat())
        self._keys, self._read_at, self.outage = keys, datetime.now(UTC), None
