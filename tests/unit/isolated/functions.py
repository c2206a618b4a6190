"""What the tests have done in processes of their own."""

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import BinaryIO

from services.intake.domain.inspection.job import as_json
from shared.errors import FieldError, Rejected, Unavailable

_calls = 0


def doubled(argument: bytes) -> bytes:
    """Twice the argument."""
    return argument * 2


def counted(_: bytes) -> bytes:
    """How often this process was asked."""
    global _calls
    _calls += 1
    return str(_calls).encode()


def environment(_: bytes) -> bytes:
    """The variables that the process has."""
    return json.dumps(dict(os.environ)).encode()


def first_to_go(_: bytes) -> bytes:
    """How much Linux prefers this process when memory runs out."""
    return Path("/proc/self/oom_score_adj").read_bytes().strip()


def talkative(argument: bytes) -> bytes:
    """Prints before it answers."""
    os.write(1, b"a library says hello\n")
    return argument


def period(_: bytes) -> bytes:
    """When the call began and ended."""
    begun = time.monotonic()
    sum(range(100_000))
    return json.dumps([begun, time.monotonic()]).encode()


def refusing(argument: bytes) -> bytes:
    """Refuses the argument."""
    errors = (FieldError("name", argument.decode()),)
    raise Rejected("It can't be done.", errors, code="not-so", zh="不能办理。")


def away(_: bytes) -> bytes:
    """Misses something that it needs."""
    raise Unavailable("There is no font.")


def faulty(argument: bytes) -> bytes:
    """Fails, and quotes the argument."""
    raise LookupError(argument.decode())


def endless(_: bytes) -> bytes:
    """Never answers."""
    while True:
        signal.pause()


def greedy(_: bytes) -> bytes:
    """Takes a gigabyte."""
    return bytes(bytearray(2**30)[:1])


def aborted(_: bytes) -> bytes:
    """Ends as libraries do that get no memory."""
    os.abort()


def told(argument: bytes, content: BinaryIO) -> bytes:
    """The argument and the content."""
    return argument + b"/" + content.read()


def of_this_process(argument: bytes, content: BinaryIO) -> bytes:
    """The process, and how often it was asked."""
    return f"{os.getpid()} {counted(argument).decode()}".encode()


def whatever(argument: bytes, content: BinaryIO) -> bytes:
    """What the function of this name does."""
    done: bytes = globals()[argument.decode()](content.read())
    return done


def busy(_: bytes) -> bytes:
    """Never answers, and is never idle."""
    while True:
        pass


def scheduler(_: bytes) -> bytes:
    """By what the process is scheduled, once that has changed; nothing where there is no such."""
    if sys.platform != "linux":
        return b""
    while os.sched_getscheduler(0) == os.SCHED_OTHER:
        pass
    return str(os.sched_getscheduler(0)).encode()


def scheduled(_: bytes) -> bytes:
    """By what the process is scheduled; 0 where there is no such."""
    return str(os.sched_getscheduler(0) if sys.platform == "linux" else 0).encode()


def never(argument: bytes, content: BinaryIO) -> bytes:
    """Never answers, whatever it is given."""
    return endless(argument)


def broken(argument: bytes, content: BinaryIO) -> bytes:
    """Has a fault, whatever it is given."""
    return faulty(argument)


def of_name(argument: bytes, content: BinaryIO) -> bytes:
    """Opens a file as intake does, but never comes to an end with one that is called endless."""
    return endless(argument) if b"endless" in argument else as_json(argument, content)
