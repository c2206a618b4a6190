"""Set-up makes .venv by uv or else by pip, and tells uv where pip takes packages from."""

import base64
import csv
import hashlib
import io
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from deploy.local.places import PROJECT

NOTED = 'echo "$* index=$UV_DEFAULT_INDEX more=$UV_INDEX cert=$SSL_CERT_FILE" >>"$NOTED"'

TELLING = ("UV_", "PIP", "SSL")
"""How variables begin that tell installers something."""


@dataclass(frozen=True)
class Checkout:
    """Set-up alone, with one package to be installed and a `laurel` that says how it was called."""

    folder: Path
    path: Path

    def pin(self, file: str, wheel: Path, digest: str = "") -> None:
        digest = digest or hashlib.sha256(wheel.read_bytes()).hexdigest()
        name = wheel.name.partition("-")[0]
        target = self.folder / "requirements" / f"{file}.txt"
        target.write_text(f"{name} @ {wheel.as_uri()} --hash=sha256:{digest}\n")

    def uv(self, body: str) -> None:
        program(self.path / "uv", body)

    def set_up(self, env: dict[str, str] | None = None) -> tuple[int, str]:
        kept = {name: value for name, value in os.environ.items() if name[:3] not in TELLING}
        offline = {"PIP_NO_INDEX": "1", "UV_OFFLINE": "1", "PYTHON": sys.executable}
        done = subprocess.run(
            ["/bin/sh", "deploy/local/setup.sh", "runtime"],
            cwd=self.folder,
            env=kept | offline | {"PATH": f"{self.path}:/usr/bin:/bin"} | (env or {}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    def installed(self) -> bool:
        """Whether the package can be imported in .venv."""
        python = self.folder / ".venv" / "bin" / "python"
        return subprocess.run([python, "-c", "import tiny"], check=False).returncode == 0


def program(file: Path, body: str) -> None:
    file.write_text(f"#!/bin/sh\n{body}\n")
    file.chmod(0o755)


def wheel(folder: Path, name: str, files: Mapping[str, str]) -> Path:
    facts = f"{name}-1.dist-info"
    content = dict(files) | {
        f"{facts}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n",
        f"{facts}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = io.StringIO()
    for path, text in content.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=")
        csv.writer(record).writerow([path, f"sha256={digest.decode()}", len(text.encode())])
    made = folder / f"{name}-1-py3-none-any.whl"
    with zipfile.ZipFile(made, "w") as archive:
        for path, text in (content | {f"{facts}/RECORD": record.getvalue()}).items():
            entry = zipfile.ZipInfo(path)
            entry.external_attr = 0o100755 << 16
            archive.writestr(entry, text)
    return made


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    folder = tmp_path / "a project"
    for file in ("__init__.py", "local/__init__.py", "local/setup.sh"):
        (folder / "deploy" / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PROJECT / "deploy" / file, folder / "deploy" / file)
    for name in ("install.py", "installers.py"):
        shutil.copy(PROJECT / "deploy" / "local" / name, folder / "deploy" / "local")
    (folder / "deploy" / "cli").mkdir()
    (folder / "deploy" / "cli" / "main.py").write_text("import sys, tiny\nprint(sys.argv[1:])\n")
    (folder / "requirements").mkdir()
    (tmp_path / "bin").mkdir()
    made = Checkout(folder, tmp_path / "bin")
    made.pin("runtime", wheel(tmp_path, "tiny", {"tiny.py": ""}))
    made.pin("uv", wheel(tmp_path, "uv", {}), digest="0" * 64)
    return made


def test_uv_on_the_path_installs_and_laurel_runs_from_anywhere(
    checkout: Checkout, tmp_path: Path
) -> None:
    (checkout.path / "uv").symlink_to(Path(sys.executable).with_name("uv"))
    status, said = checkout.set_up()
    assert (status, "by uv" in said, "by pip" in said) == (0, True, False)
    laurel = checkout.folder / ".venv" / "bin" / "laurel"
    assert subprocess.check_output([laurel, "up", "a b"], cwd=tmp_path) == b"['up', 'a b']\n"


def test_pip_installs_where_uv_cannot_be_had(checkout: Checkout) -> None:
    status, said = checkout.set_up()
    assert (status, "by uv" in said, "by pip" in said) == (0, False, True)
    assert checkout.installed()


def test_pip_installs_where_uv_fails(checkout: Checkout) -> None:
    checkout.uv("exit 2")
    status, said = checkout.set_up()
    assert (status, "by uv" in said, "by pip" in said) == (0, True, True)
    assert checkout.installed()


def test_the_pinned_uv_is_put_into_the_environment_and_told_what_pip_was_told(
    checkout: Checkout, tmp_path: Path
) -> None:
    script = {"uv-1.data/scripts/uv": f"#!/bin/sh\n{NOTED}\n"}
    checkout.pin("uv", wheel(tmp_path, "uv", script))
    config, noted = tmp_path / "pip.conf", tmp_path / "noted"
    (tmp_path / "ca.pem").touch()
    config.write_text(
        f"[global]\nindex-url = https://file.example/simple\ncert = {tmp_path}/ca.pem\n"
        "[install]\nextra-index-url =\n  https://a.example/simple\n  https://b.example/simple\n"
    )
    told = {"PIP_CONFIG_FILE": str(config), "NOTED": str(noted)}
    assert checkout.set_up(told)[0] == 0
    assert checkout.set_up(told | {"PIP_INDEX_URL": "https://env.example/simple"})[0] == 0
    assert checkout.set_up(told | {"UV_DEFAULT_INDEX": "https://uv.example/simple"})[0] == 0
    lines = noted.read_text().splitlines()
    assert [line.partition(" index=")[2].split()[0] for line in lines] == [
        "https://file.example/simple",
        "https://env.example/simple",
        "https://uv.example/simple",
    ]
    more = "https://a.example/simple https://b.example/simple"
    assert lines[0].endswith(f" more={more} cert={tmp_path}/ca.pem")
    assert "--require-hashes" in lines[0]
    assert "--no-index" in lines[0]
