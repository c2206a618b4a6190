"""Where the local stack keeps what."""

from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
REQUIREMENTS = PROJECT / "requirements"
BASE = PROJECT / ".laurel"
"""Where `make up` keeps its stack."""

DEMO = BASE / "demo"
"""Where `make demo` keeps its own."""

REPLAY = BASE / "replay"
"""Where `laurel replay` keeps its own."""

FIGURES = BASE / "figures"
"""Where `laurel figures` plays what was not played yet."""

PROGRAMMES = PROJECT / "programmes"
"""The definitions that Laurel comes with, and the scenarios that are played of them."""


@dataclass(frozen=True)
class Places:
    """The folders of one stack; downloads are shared by all stacks of a checkout."""

    base: Path
    downloads: Path = PROJECT / ".laurel" / "downloads"

    @property
    def record(self) -> Path:
        """What runs where, for other commands."""
        return self.base / "stack.json"

    @property
    def wanted(self) -> Path:
        """What the process that holds the stack is asked to start besides."""
        return self.base / "wanted.json"

    @property
    def clock(self) -> Path:
        """The file of the simulated clock."""
        return self.base / "clock"

    @property
    def issuer(self) -> Path:
        """The development issuer's key and key set."""
        return self.base / "issuer"

    @property
    def mail(self) -> Path:
        """The messages that the mail catcher keeps."""
        return self.base / "mail"

    def data(self, server: str) -> Path:
        """A server's data folder, made if need be."""
        return _made(self.base / "data" / server)

    def log(self, name: str) -> Path:
        """A process's log file, its folder made if need be."""
        return _made(self.base / "logs") / f"{name}.log"


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
