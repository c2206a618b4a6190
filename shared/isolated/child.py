"""The process of an isolated function: limits itself, reads the argument, writes the answer."""

import importlib
import json
import os
import resource
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from shared.errors import Rejected, Unavailable
from shared.isolated.outcomes import DONE, FAULT, NO_MEMORY, REFUSED, UNAVAILABLE


def main(function: str, seconds: int, memory: int) -> int:
    """Calls `function` once; the exit status says how it ended."""
    answers = _answers_only()
    limit_memory(memory)
    # Whoever waits has a clock of its own; this is for when nobody waits any more.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds + 1, seconds + 1))
    argument = sys.stdin.buffer.read()
    status, answer = outcome(lambda: _named(function)(argument))
    with os.fdopen(answers, "wb") as file:
        file.write(answer)
    return status


def outcome(call: Callable[[], bytes]) -> tuple[int, bytes]:
    """How the call ended, and its answer."""
    try:
        return DONE, call()
    except Rejected as refusal:
        body = {
            "code": refusal.code,
            "detail": refusal.detail,
            "zh": refusal.zh,
            "errors": [asdict(error) for error in refusal.errors],
        }
        return REFUSED, json.dumps(body).encode()
    except Unavailable as error:
        return UNAVAILABLE, error.detail.encode()
    except MemoryError:
        return NO_MEMORY, b""
    except BaseException as error:  # noqa: BLE001 - a panic of a library is no Exception
        [*_, frame] = traceback.extract_tb(error.__traceback__)
        kind = f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}"
        return FAULT, kind.encode()


def _named(function: str) -> Callable[[bytes], bytes]:
    module, _, name = function.partition(":")
    found: Callable[[bytes], bytes] = getattr(importlib.import_module(module), name)
    return found


def _answers_only() -> int:
    """A descriptor for the answer; what libraries print to standard output is lost."""
    answers = os.dup(1)
    os.dup2(2, 1)
    return answers


def limit_memory(memory: int) -> None:
    """From here on this process gets so many bytes of address space, and writes no file."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        # When a container is out of memory, it is this process that goes, not the service.
        with suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text("1000")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
