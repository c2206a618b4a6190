"""Has messages verified by the official libraries of Standard Webhooks, as receivers use them.

What is not Python is installed once, in the versions that stand beside, into `.laurel`; where its
tool or the network is missing, the test that needs it is skipped and says so.
"""

import json
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from hashlib import sha256
from pathlib import Path

import pytest
from standardwebhooks.webhooks import Webhook

HERE = Path(__file__).parent
INSTALLED = HERE.parents[1] / ".laurel" / "receivers"
INSTALLS_WITHIN = 240
MAVEN_COPY = ("mvn", "-q", "-B", "dependency:copy-dependencies", "-DincludeScope=runtime")
JARS = "target/dependency/*"
SMALL = ("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
NPM_INSTALL = ("npm", "install", "--silent", "--no-package-lock", "--no-audit", "--no-fund")


@dataclass(frozen=True)
class Signed:
    """One message as a receiver has it, with the secret or public key that it was told."""

    secret: str
    headers: Mapping[str, str]
    body: bytes


Verify = Callable[[Sequence[Signed]], list[str]]
"""Says of each message `taken`, or why not."""


def python(messages: Sequence[Signed]) -> list[str]:
    """By standardwebhooks of PyPI, which knows no `v1a`."""
    return [_by_python(message) for message in messages]


def node(messages: Sequence[Signed]) -> list[str]:
    """By standardwebhooks of npm, and Node's own crypto."""
    folder = installed("node", ("node",), NPM_INSTALL)
    return _by(["node", "verify.mjs"], folder, messages)


def go(messages: Sequence[Signed]) -> list[str]:
    """By the library for Go, and Go's own crypto."""
    folder = installed("go", (), ["go", "build", "-o", "receiver", "."])
    return _by(["./receiver"], folder, messages)


def java(messages: Sequence[Signed]) -> list[str]:
    """By the library for Java, and Java's own crypto."""
    compiled = ["javac", "-cp", JARS, "Receiver.java"]
    folder = installed("java", ("java",), MAVEN_COPY, compiled)
    return _by(["java", *SMALL, "-cp", f"{JARS}:.", "Receiver"], folder, messages)


def rust(messages: Sequence[Signed]) -> list[str]:
    """By the library for Rust, which knows no `v1a`."""
    folder = installed("rust", (), ["cargo", "build", "--quiet", "--locked"])
    return _by(["target/debug/receiver"], folder, messages)


VERIFIERS: Mapping[str, Verify] = {
    "python": python,
    "node": node,
    "go": go,
    "java": java,
    "rust": rust,
}


def _by_python(message: Signed) -> str:
    try:
        Webhook(message.secret).verify(message.body, dict(message.headers))
    # Whatever it raises is what its user sees.
    except Exception as error:  # noqa: BLE001
        return f"{type(error).__name__}: {error}"
    return "taken"


def _by(command: Sequence[str], folder: Path, messages: Sequence[Signed]) -> list[str]:
    lines = "".join(_line(message) for message in messages)
    ran = subprocess.run(
        command, cwd=folder, input=lines, capture_output=True, text=True, check=True, timeout=60
    )
    return [json.loads(line) for line in ran.stdout.splitlines()]


def _line(message: Signed) -> str:
    body = b64encode(message.body).decode()
    told = {"secret": message.secret, "headers": dict(message.headers), "body": body}
    return json.dumps(told) + "\n"


def installed(
    folder_here: str,
    needed: Sequence[str],
    *install: Sequence[str],
    beside: Mapping[str, str] | None = None,
) -> Path:
    """Where what stands in a folder here is installed; skips the test where that can't be done.

    `beside` are texts of further files, by name.
    """
    tools = [*needed, *(command[0] for command in install)]
    if missing := sorted({tool for tool in tools if shutil.which(tool) is None}):
        pytest.skip(f"needs {' and '.join(missing)} on this machine")
    files = {file.name: file.read_bytes() for file in (HERE / folder_here).iterdir()}
    files |= {name: text.encode() for name, text in (beside or {}).items()}
    version = sha256(b"".join(files[name] for name in sorted(files))).hexdigest()[:12]
    folder = INSTALLED / f"{folder_here}-{version}"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not (folder / "installed").exists():
            for name, content in files.items():
                (folder / name).write_bytes(content)
            for command in install:
                ran = subprocess.run(
                    command, cwd=folder, capture_output=True, text=True, timeout=INSTALLS_WITHIN
                )
                if ran.returncode:
                    said = (ran.stderr or ran.stdout).strip()[-300:]
                    pytest.skip(f"{command[0]} can't install here: {said}")
            (folder / "installed").touch()
    return folder
