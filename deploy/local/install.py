"""Installs requirements and Laurel into the environment that it runs in.

`python -m deploy.local.install runtime trial` names files of requirements/. It needs no package.
"""

import shlex
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

from deploy.local.installers import installers

PROJECT = Path(__file__).resolve().parents[2]


def install(names: Sequence[str], project: Path = PROJECT) -> bool:
    """Tries what installs, the fastest first; False if nothing could, which has been shown."""
    requirements = project / "requirements"
    files = [requirements / f"{name}.txt" for name in names]
    for installer in installers(requirements / "uv.txt"):
        print(f"Installing {', '.join(names)} by {installer.name}", flush=True)  # noqa: T201
        if installer.install(files):
            link(project, Path(sysconfig.get_path("purelib")), Path(sysconfig.get_path("scripts")))
            return True
    return False


def link(project: Path, packages: Path, programs: Path) -> None:
    """Lets an environment import the project from where it is, and start `laurel`."""
    (packages / "laurel.pth").write_text(f"{project}\n", encoding="utf-8")
    python = shlex.quote(str(programs / "python"))
    laurel = programs / "laurel"
    laurel.write_text(f'#!/bin/sh\nexec {python} -m deploy.cli.main "$@"\n', encoding="utf-8")
    laurel.chmod(0o755)


if __name__ == "__main__":
    sys.exit(0 if install(sys.argv[1:]) else 1)
