"""How a command says that it can't do its work, and the exit status that it ends with."""

from aiokafka.errors import KafkaError
from rich.console import Console

from deploy.servers import NoServers
from shared.error_lines import error_line
from shared.errors import Unavailable
from shared.mongo import ConnectionFailure, PyMongoError
from shared.mongo_access import refusal
from shared.settings import WrongSettings
from shared.settings.faults import EX_CONFIG

NO_FILE = 1
NO_SERVERS = 2


def explain(error: Exception) -> int | None:
    """Says what is missing, and tells the exit status; None for an error that is Laurel's own.

    Servers may be unknown (2), away (2) or refuse us (78), a file not to be read or written (1).
    """
    match error:
        case WrongSettings():
            return _refused(error)
        case NoServers() | Unavailable():
            return _say(str(error), NO_SERVERS)
        case KafkaError() | PyMongoError():
            if refused := refusal(error):
                return _refused(refused)
            whose = "MongoDB does not answer (LAUREL_MONGO): "
            away = whose if isinstance(error, ConnectionFailure) else ""
            return _say(f"{away}{error_line(error)}", NO_SERVERS)
        case OSError(filename=name) if name is not None:
            return _say(f"{name}: {error.strerror}", NO_FILE)
    return None


def _refused(wrong: WrongSettings) -> int:
    return _say("\n".join(f"setting {fault}" for fault in wrong.faults), EX_CONFIG)


def _say(text: str, status: int) -> int:
    console = Console(stderr=True)
    console.print(text, style="red", markup=False, highlight=False, soft_wrap=True)
    return status
