"""What a log line may say of an error: never what the error was about."""

from aiokafka.errors import KafkaError

from shared.errors import Rejected, Unavailable
from shared.mongo import ConnectionFailure, OperationFailure


def told(error: BaseException) -> str:
    """Its kind, and its text only where that speaks of servers and not of the work in hand.

    MongoDB quotes the key of a duplicate, pydantic the input, a refusal whatever was refused.
    """
    match error:
        case Unavailable():
            return str(error)
        case Rejected(code=code):
            return f"rejected: {code}"
        case KafkaError() | ConnectionFailure() | OSError():
            return f"{type(error).__name__}: {error}"
        case OperationFailure(code=code):
            return f"{type(error).__name__} {code}"
        case _:
            return type(error).__name__
