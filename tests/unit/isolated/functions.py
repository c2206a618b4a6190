"""What the tests have done in processes of their own."""

import json
import os
import signal
import time
from pathlib import Path

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
    raise Rejected("It can't be done.", errors, code="not-so")


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
