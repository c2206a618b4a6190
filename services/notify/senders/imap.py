"""A folder of a mailbox, read over IMAP (RFC 3501), one session at a time.

The calls block; each ends after `within` seconds of silence at the latest.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Literal

from shared.errors import Unavailable

READ_AT_MOST = 1024 * 1024
"""Bytes of a mail that are read; a bounce says what it has to say at its beginning."""

Tls = Literal["none", "starttls", "tls"]
Mark = Literal["\\Seen", "\\Flagged"]

_FAULTS = (imaplib.IMAP4.error, OSError, EOFError, UnicodeError, ValueError)


@dataclass(frozen=True, slots=True)
class ImapFolder:
    """Where the folder is and how to log in; `name` is as the server has it."""

    host: str
    port: int
    tls: Tls
    user: str
    password: str = field(repr=False)
    name: str = "INBOX"
    within: float = 10.0

    @property
    def id(self) -> str:
        """What it is remembered by."""
        return f"{self.user}@{self.host}:{self.port}/{self.name}"


class ImapSession:
    """An open folder. Every method raises Unavailable when the server does not do it."""

    def __init__(self, folder: ImapFolder, client: imaplib.IMAP4) -> None:
        self._folder = folder
        self._client = client
        self.uidvalidity = 0

    def begin(self) -> None:
        """Logs in and opens the folder."""
        with _as_unavailable(self._folder):
            if self._folder.tls == "starttls":
                self._client.starttls(ssl.create_default_context())
            self._log_in()
            # Some large providers open no folder for a client that does not say what it is.
            if "ID" in self._client.capabilities:
                self._client.xatom("ID", '("name" "Laurel")')
            self._ask("SELECT", *self._client.select(f'"{self._folder.name}"'))
            _, found = self._client.response("UIDVALIDITY")
            self.uidvalidity = int(found[0] or 0) if found else 0

    def after(self, uid: int) -> list[int]:
        """The UIDs of the mails that came after this one, the oldest first."""
        with _as_unavailable(self._folder):
            found = self._ask("SEARCH", *self._client.uid("SEARCH", f"UID {uid + 1}:*"))
            uids = sorted(int(each) for line in found if line for each in line.split())
            # `*` is the last mail, even where that came before the first UID of the range.
            return [each for each in uids if each > uid]

    def read(self, uid: int) -> bytes | None:
        """The beginning of a mail; None when somebody has taken it away."""
        with _as_unavailable(self._folder):
            wanted = f"(BODY.PEEK[]<0.{READ_AT_MOST}>)"
            found = self._ask("FETCH", *self._client.uid("FETCH", str(uid), wanted))
            parts = (part[1] for part in found if isinstance(part, tuple))
            return next(parts, None)

    def mark(self, uid: int, mark: Mark) -> None:
        """Marks a mail for people who look into the mailbox."""
        with _as_unavailable(self._folder):
            self._ask("STORE", *self._client.uid("STORE", str(uid), "+FLAGS.SILENT", f"({mark})"))

    def close(self) -> None:
        """Says goodbye, if the server still listens."""
        with suppress(*_FAULTS):
            self._client.logout()

    def cut(self) -> None:
        """Ends whatever another thread waits for."""
        with suppress(OSError):
            self._client.shutdown()

    def _log_in(self) -> None:
        user, password = self._folder.user, self._folder.password
        if "AUTH=PLAIN" in self._client.capabilities:
            secret = f"\0{user}\0{password}".encode()
            self._client.authenticate("PLAIN", lambda _: secret)
        else:
            self._client.login(user, password)

    def _ask(self, what: str, status: str, found: list[Any]) -> list[Any]:
        if status != "OK":
            raise Unavailable(f"{self._folder.host} refuses {what}: {_readable(found)}")
        return found


def open_folder(folder: ImapFolder) -> ImapSession:
    """A session; whoever opens it closes it. Raises Unavailable."""
    with _as_unavailable(folder):
        client = (
            imaplib.IMAP4_SSL(
                folder.host,
                folder.port,
                ssl_context=ssl.create_default_context(),
                timeout=folder.within,
            )
            if folder.tls == "tls"
            else imaplib.IMAP4(folder.host, folder.port, timeout=folder.within)
        )
    session = ImapSession(folder, client)
    try:
        session.begin()
    except Unavailable:
        session.cut()
        raise
    return session


@contextmanager
def _as_unavailable(folder: ImapFolder) -> Iterator[None]:
    """What a server or a network says, as the one error that is tried again."""
    try:
        yield
    except _FAULTS as error:
        said = re.sub(r"\s+", " ", str(error)).strip() or type(error).__name__
        hidden = said.replace(folder.password, "…")
        raise Unavailable(f"{folder.host}:{folder.port}: {hidden[:300]}") from error


def _readable(found: object) -> str:
    return re.sub(r"\s+", " ", str(found))[:200]
