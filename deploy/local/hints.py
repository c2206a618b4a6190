"""Commands that a message names, as they have to be typed."""

import shlex
import shutil
import sys
from pathlib import Path

from deploy.local.places import BASE

USUAL = ".venv/bin/laurel"


def laurel(command: str, base: Path = BASE) -> str:
    """A command for the stack in `base`, which is named unless it is the usual one."""
    return f"{called()} {command}{base_option(base)}"


def called() -> str:
    """How the command line was called, so that the next command is typed alike.

    Called by its bare name it has the whole path from the shell; called by something else, such as
    a test, it is where `make setup` puts it.
    """
    typed = Path(sys.argv[0])
    if typed.name != "laurel":
        return USUAL
    if not typed.is_absolute():
        return shlex.quote(sys.argv[0])
    if shutil.which("laurel") == str(typed):
        return "laurel"
    here = Path.cwd()
    return shlex.quote(str(typed.relative_to(here) if typed.is_relative_to(here) else typed))


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
