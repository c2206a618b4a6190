"""GreenMail as a process of its own, and what a person sees in its mailbox."""

import asyncio
import imaplib
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from deploy.local.child import Child
from deploy.local.downloads import fetch, pinned_folder
from deploy.local.places import Places
from deploy.local.ports import Ports
from deploy.local.progress import silent

POM = Path(__file__).with_name("pom.xml")
MAVEN = ["mvn", "-q", "-B", "dependency:copy-dependencies", "-DincludeScope=runtime"]
USER, PASSWORD = "notices", "s3cret"
STARTS_WITHIN = 60.0


class ImapServer:
    """One mailbox; it is empty again after every start."""

    def __init__(self, folder: Path) -> None:
        self._places = Places(folder)
        ports = Ports(folder / "ports.json")
        self.port, self.tls_port = ports.of("imap"), ports.of("imaps")
        self._api = ports.of("api")
        self._child: Child | None = None

    def up(self) -> None:
        """Starts it, and returns once it takes connections."""
        settings = {
            "imap.hostname": "127.0.0.1",
            "imap.port": self.port,
            "imaps.hostname": "127.0.0.1",
            "imaps.port": self.tls_port,
            "api.hostname": "127.0.0.1",
            "api.port": self._api,
            "users": f"{USER}:{PASSWORD}@laurel.example",
        }
        options = [f"-Dgreenmail.{name}={value}" for name, value in settings.items()]
        jar = next(_fetched(self._places.downloads).glob("*.jar"))
        java = ["java", "-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", *options]
        log = self._places.log("imap")
        self._child = Child("imap", [*java, "-jar", str(jar)], log, when_orphaned=signal.SIGKILL)
        deadline = time.monotonic() + STARTS_WITHIN
        while True:
            try:
                with self.client():
                    return
            except (OSError, imaplib.IMAP4.error):
                assert time.monotonic() < deadline, self._child.tail()
                assert self._child.status is None, self._child.tail()
                time.sleep(0.05)

    def down(self) -> None:
        """Ends it, however it is used."""
        if self._child is not None:
            os.kill(self._child.pid, signal.SIGTERM)
            while self._child.status is None:
                time.sleep(0.02)
            self._child = None

    @contextmanager
    def client(self) -> Iterator[imaplib.IMAP4]:
        """Somebody who is logged in, with the inbox open."""
        with imaplib.IMAP4("127.0.0.1", self.port, timeout=10) as client:
            client.login(USER, PASSWORD)
            client.select()
            yield client

    def arrive(self, *mails: bytes) -> None:
        """Mails arrive."""
        with self.client() as client:
            for mail in mails:
                status, told = client.append("INBOX", "", "", mail)
                assert status == "OK", told

    def marks(self) -> list[set[str]]:
        """How the mails are marked, the oldest first."""
        with self.client() as client:
            _, found = client.uid("FETCH", "1:*", "(FLAGS)")
            lines = [line.decode() for line in found if isinstance(line, bytes)]
            flags = [imaplib.ParseFlags(line.encode()) for line in lines]
            return [{flag.decode() for flag in each} - {"\\Recent"} for each in flags]

    def empty(self) -> None:
        """Takes all mails away."""
        with self.client() as client:
            client.store("1:*", "+FLAGS", "(\\Deleted)")
            client.expunge()


def lacking() -> str | None:
    """What this machine needs for it and has not; None if nothing."""
    return next((f"no {tool} on PATH" for tool in ("java", "mvn") if not shutil.which(tool)), None)


def _fetched(downloads: Path) -> Path:
    libraries = pinned_folder(downloads / "imap", POM) / "libs"
    if libraries.exists():
        return libraries
    libraries.parent.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=libraries.parent.parent) as scratch:
        shutil.copy(POM, scratch)
        command = [*MAVEN, "-DoutputDirectory=libs"]
        # A test that has a loop of its own may be the first one that needs it.
        with ThreadPoolExecutor(1) as apart:
            fetching = fetch(command, "GreenMail", Path(scratch), silent)
            status, output = apart.submit(asyncio.run, fetching).result()
        assert status == 0, output
        libraries.parent.mkdir(exist_ok=True)
        if not libraries.exists():
            (Path(scratch) / "libs").rename(libraries)
    return libraries
