"""Commands that a message names, as they have to be typed."""

import shlex
from pathlib import Path

from deploy.local.places import BASE


def laurel(command: str, base: Path = BASE) -> str:
    """A command for the stack in `base`, which is named unless it is the usual one."""
    return f".venv/bin/laurel {command}{base_option(base)}"


def base_option(base: Path) -> str:
    """` --base …`, nothing for the usual folder."""
    whole = base.resolve()
    if whole == BASE.resolve():
        return ""
    here = Path.cwd()
    shown = whole.relative_to(here) if whole.is_relative_to(here) else whole
    return f" --base {shlex.quote(str(shown))}"


def stopping(base: Path) -> str:
    """What stops the stack in `base`."""
    return laurel("down", base) if base_option(base) else "make down"
