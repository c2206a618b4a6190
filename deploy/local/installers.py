"""What installs pinned packages: uv, where it is or can be had, and pip, which takes longer."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PIP = ("-m", "pip", "--disable-pip-version-check", "--no-input")

AS_UV = {
    "index-url": ("UV_DEFAULT_INDEX", " "),
    "extra-index-url": ("UV_INDEX", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "trusted-host": ("UV_INSECURE_HOST", " "),
    "proxy": ("ALL_PROXY", " "),
    "cert": ("SSL_CERT_FILE", " "),
    "client-cert": ("SSL_CLIENT_CERT", " "),
}
"""What pip may have been told: the variable that tells uv, and what parts its values."""


@dataclass(frozen=True)
class Installer:
    """A command that installs, and what its environment needs on top of ours."""

    name: str
    command: Sequence[str]
    added: Mapping[str, str] = field(default_factory=dict)

    @property
    def env(self) -> dict[str, str]:
        """Its environment; what ours says comes first."""
        return {**self.added, **os.environ}

    def argv(self, files: Sequence[Path], *options: str) -> list[str]:
        """The command that installs what requirement files pin, if the hashes are right."""
        named = [part for file in files for part in ("-r", str(file))]
        return [*self.command, "--require-hashes", *options, *named]

    def install(self, files: Sequence[Path], *options: str) -> bool:
        """Installs them; the command itself shows how far it is, or why it can't."""
        done = subprocess.run(
            self.argv(files, *options), env=self.env, stdin=subprocess.DEVNULL, check=False
        )
        return done.returncode == 0


def installers(pinned: Path | None = None) -> Iterator[Installer]:
    """What installs into the environment of this Python, the fastest first.

    uv is put into it as `pinned` says, if there is none here nor on PATH.
    """
    pip, told = _find_pip()
    ours = Path(sys.executable).with_name("uv")
    uv = shutil.which("uv")
    if not uv and (
        ours.exists() or (pinned and pip.install([pinned], "--only-binary=:all:", "--no-deps"))
    ):
        uv = str(ours)
    if uv:
        yield Installer("uv", [uv, "pip", "install", *_options(told)], _variables(told))
    yield pip


def _find_pip() -> tuple[Installer, Mapping[str, str]]:
    """pip for this environment, and what it was told: by the environment, else by its files."""
    base = Path(sys.base_prefix, "bin", "python{}.{}".format(*sys.version_info))
    own = [sys.executable, *PIP]
    listing = None
    for command in ([str(base), *PIP, "--python", sys.executable], own):
        listing = _output([*command, "config", "list"])
        if listing is not None:
            break
    else:
        _output([sys.executable, "-m", "ensurepip"])
        listing = _output([*own, "config", "list"]) or ""
    return Installer("pip", [*command, "install"]), read_config(listing)


def read_config(listing: str) -> dict[str, str]:
    """What holds for `pip install` of all that `pip config list` prints."""
    told: dict[str, str] = {}
    for source in ("global", "install", ":env:"):
        found = re.findall(rf"^{source}\.([\w-]+)=(.*)$", listing, re.MULTILINE)
        told |= {name: str(ast.literal_eval(value)) for name, value in found}
    return told


def _options(told: Mapping[str, str]) -> list[str]:
    alone = told.get("no-index", "").lower() in ("1", "true", "yes", "on")
    return ["--python", sys.executable, *(["--no-index"] if alone else [])]


def _variables(told: Mapping[str, str]) -> dict[str, str]:
    fixed = {
        "UV_HTTP_TIMEOUT": "120",
        # Any index will do: the hashes say what is right.
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        # On all cores now, rather than by four services at once at the first start.
        "UV_COMPILE_BYTECODE": "1",
    }
    return fixed | {
        variable: parting.join(told[name].split())
        for name, (variable, parting) in AS_UV.items()
        if name in told
    }


def _output(command: Sequence[str]) -> str | None:
    """What a command prints, None if it fails."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout
