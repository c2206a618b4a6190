"""What a log line may say of an error: never what the error was about."""

import re

from aiokafka.errors import KafkaError

from shared.errors import Rejected, Unavailable
from shared.mongo import ConnectionFailure, OperationFailure

_TOPOLOGY = re.compile(r" \(configured timeouts[^)]*\)|, Timeout: .*", re.DOTALL)
"""What MongoDB's driver says beyond which servers do not answer, and why."""


def error_line(error: BaseException) -> str:
    """Its kind, and its text only where that speaks of servers and not of the work in hand.

    MongoDB quotes the key of a duplicate, pydantic the input, a refusal whatever was refused.
    """
    match error:
        case Unavailable():
            return str(error)
        case Rejected(code=code):
            return f"rejected: {code}"
        case ConnectionFailure():
            return f"{type(error).__name__}: {_TOPOLOGY.sub('', str(error))}"
        case KafkaError() | OSError():
            return f"{type(error).__name__}: {error}"
        case OperationFailure(code=code):
            return f"{type(error).__name__} {code}"
        case _:
            return type(error).__name__
