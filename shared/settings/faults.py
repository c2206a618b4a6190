"""What a process says about wrong settings before it ends."""

import sys
from collections.abc import Iterable
from typing import NoReturn

EX_CONFIG = 78
"""Exit status for wrong settings, as sysexits.h has it."""


class WrongSettings(Exception):
    """A process can't start, or can't go on, before somebody changes these settings.

    Each fault begins with the variable; none holds the value of a secret.
    """

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def exit_with(faults: Iterable[str]) -> NoReturn:
    """Tells every fault on standard error and exits 78."""
    for fault in faults:
        sys.stderr.write(f"setting {fault}\n")
    raise SystemExit(EX_CONFIG)
