"""Has messages verified by the official libraries of Standard Webhooks, as receivers use them.

What is not Python is installed once, in the versions that stand beside, into `.laurel`; where its
tool or the network is missing, the test that needs it is skipped and says so.
"""

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from fcntl import LOCK_EX, flock
from hashlib import sha256
from pathlib import Path

import pytest
from standardwebhooks.webhooks import Webhook

HERE = Path(__file__).parent
INSTALLED = HERE.parents[1] / ".laurel" / "receivers"
INSTALLS_WITHIN = 240
NPM_INSTALL = ("npm", "install", "--silent", "--no-package-lock", "--no-audit", "--no-fund")


@dataclass(frozen=True)
class Signed:
    """One message as a receiver has it, with the secret or public key that it was told."""

    secret: str
    headers: Mapping[str, str]
    body: str


Verify = Callable[[Sequence[Signed]], list[str]]
"""Says of each message `taken`, or why not."""


def python(messages: Sequence[Signed]) -> list[str]:
    """By standardwebhooks of PyPI, which knows no `v1a`."""
    return [_by_python(message) for message in messages]


def node(messages: Sequence[Signed]) -> list[str]:
    """By standardwebhooks of npm, and Node's own crypto."""
    folder = installed("node", "node", NPM_INSTALL)
    return _by(["node", "verify.mjs"], folder, messages)


def go(messages: Sequence[Signed]) -> list[str]:
    """By the library for Go, and Go's own crypto."""
    folder = installed("go", "go", ["go", "build", "-o", "receiver", "."])
    return _by(["./receiver"], folder, messages)


VERIFIERS: Mapping[str, Verify] = {"python": python, "node": node, "go": go}


def _by_python(message: Signed) -> str:
    try:
        Webhook(message.secret).verify(message.body.encode(), dict(message.headers))
    # Whatever it raises is what its user sees.
    except Exception as error:  # noqa: BLE001
        return f"{type(error).__name__}: {error}"
    return "taken"


def _by(command: Sequence[str], folder: Path, messages: Sequence[Signed]) -> list[str]:
    lines = "".join(json.dumps(asdict(message)) + "\n" for message in messages)
    ran = subprocess.run(
        command, cwd=folder, input=lines, capture_output=True, text=True, check=True, timeout=60
    )
    return [json.loads(line) for line in ran.stdout.splitlines()]


def installed(language: str, tool: str, install: Sequence[str]) -> Path:
    """Where what stands in a folder here is installed; skips the test where that can't be done."""
    if shutil.which(tool) is None or shutil.which(install[0]) is None:
        pytest.skip(f"needs {tool} and {install[0]} on this machine")
    sources = sorted((HERE / language).iterdir())
    version = sha256(b"".join(file.read_bytes() for file in sources)).hexdigest()[:12]
    folder = INSTALLED / f"{language}-{version}"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not (folder / "installed").exists():
            for file in sources:
                shutil.copy(file, folder)
            ran = subprocess.run(
                install, cwd=folder, capture_output=True, text=True, timeout=INSTALLS_WITHIN
            )
            if ran.returncode:
                pytest.skip(f"{install[0]} can't install here: {ran.stderr.strip()[-300:]}")
            (folder / "installed").touch()
    return folder
