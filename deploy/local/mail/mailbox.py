"""The mails received, one file each, on disk before they are acknowledged."""

import hashlib
import os
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Condition

from deploy.local.mail.message import Head, Readable, Summary, headers, parse, part


class Mailbox:
    """Keeps each Message-ID once, also over a restart; tells and counts further copies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._copies = folder / "copies.log"
        folder.mkdir(parents=True, exist_ok=True)
        self._written = Condition()
        self._being_written: set[str] = set()
        self._summaries: dict[str, Summary] = {}
        for file in folder.glob("*.eml"):
            self._summaries[file.stem] = _summary(file.stem, file.read_bytes())
        self.copies = len(self._copies.read_bytes().splitlines()) if self._copies.exists() else 0

    def __len__(self) -> int:
        return len(self._summaries)

    def keep(self, sender: str, to: Sequence[str], raw: bytes) -> bool:
        """Writes a mail durably; False if one with its Message-ID was there already.

        May be called from several threads; raises OSError if it could not be written.
        """
        head = Head(raw)
        message_id = head.one("Message-ID") or f"<{uuid.uuid4().hex}@no-message-id>"
        key = hashlib.sha256(message_id.encode("utf-8", "replace")).hexdigest()[:32]
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        subject, date = head.one("Subject"), head.one("Date")
        summary = Summary(key, message_id, sender, list(to), subject, at, date)
        with self._written:
            self._written.wait_for(lambda: key not in self._being_written)
            if key in self._summaries:
                self._note_copy(message_id)
                return False
            self._being_written.add(key)
        try:
            _write_durably(self._folder / f"{key}.eml", _envelope(summary) + raw)
            self._summaries[key] = summary
        finally:
            with self._written:
                self._being_written.discard(key)
                self._written.notify_all()
        return True

    def _note_copy(self, message_id: str) -> None:
        with self._copies.open("a", encoding="utf-8") as file:
            file.write(f"{message_id}\n")
        self.copies += 1

    def newest(self, to: str = "", limit: int = 200) -> list[Summary]:
        """The latest mails, newest first; `to` is a part of the recipient's address."""
        wanted = to.casefold()
        found = [s for s in self._summaries.copy().values() if _is_to(s, wanted)]
        found.sort(key=lambda summary: (summary.at, summary.id), reverse=True)
        return found[:limit]

    def read(self, key: str) -> Readable | None:
        """A whole mail, None if there is none with this id."""
        summary = self._summaries.get(key)
        if summary is None:
            return None
        message = parse((self._folder / f"{key}.eml").read_bytes())
        return Readable(summary, headers(message), part(message, "plain"), part(message, "html"))


def _is_to(summary: Summary, wanted: str) -> bool:
    return any(wanted in address.casefold() for address in summary.to)


def _summary(key: str, whole: bytes) -> Summary:
    head = Head(whole)
    return Summary(
        id=key,
        message_id=head.one("Message-ID"),
        sender=head.one("Return-Path").strip("<>"),
        to=head.all("Delivered-To"),
        subject=head.one("Subject"),
        at=head.one("X-Received-At"),
        date=head.one("Date"),
    )


def _envelope(summary: Summary) -> bytes:
    lines = [
        f"Return-Path: <{summary.sender}>",
        *(f"Delivered-To: {address}" for address in summary.to),
        f"X-Received-At: {summary.at}",
    ]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8")


def _write_durably(file: Path, content: bytes) -> None:
    fresh = file.with_suffix(".new")
    with fresh.open("wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    fresh.replace(file)
