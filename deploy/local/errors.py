"""What can keep the local stack from running; every message says what to do next."""

from pathlib import Path

from deploy.local.hints import stopping


class StackError(Exception):
    """The local stack can't run; the message is meant for the person who started it."""


class Missing(StackError):
    """Something the machine lacks, with the command that installs it."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what}\n\n    {remedy}\n")


class AlreadyRunning(StackError):
    """Another process holds the stack of this folder."""

    def __init__(self, pid: int, base: Path) -> None:
        super().__init__(
            f"A Laurel stack is already running here: process {pid}, data in {base}.\n"
            "Use it (its addresses are in stack.json there), or stop it with\n\n"
            f"    {stopping(base)}\n"
        )
        self.pid = pid


class RunsOtherwise(StackError):
    """The stack of this folder runs, and not as it is wanted; nothing was changed."""

    def __init__(self, what: str, runs: str, base: Path) -> None:
        super().__init__(
            f"The stack in {base} {what}. It runs: {runs}. Nothing was changed.\n"
            "Stop it, what it holds stays, and start it as you want it:\n\n"
            f"    {stopping(base)}\n"
        )


class DiedEarly(StackError):
    """A child process ended by itself; carries its exit status and the tail of its log."""

    def __init__(self, name: str, status: int, log: str, tail: str) -> None:
        super().__init__(
            f"{name} ended by itself (exit status {status}). The end of {log}:\n\n{tail}"
        )
        self.name = name
        self.status = status


class NotReady(StackError):
    """Something did not get ready within its bound."""

    def __init__(self, what: str, seconds: float, log: str, tail: str) -> None:
        ending = f" The end of {log}:\n\n{tail}" if log else ""
        super().__init__(f"{what} was not ready within {seconds:g} s.{ending}")
