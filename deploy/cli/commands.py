"""What every command has in common: how it says that it can't do its work."""

from typing import Any, NoReturn

import typer
from aiokafka.errors import KafkaError
from rich.console import Console
from typer.core import TyperGroup

from deploy.servers import NoServers
from shared.error_lines import told
from shared.errors import Unavailable
from shared.mongo import ConnectionFailure, PyMongoError
from shared.mongo_entry import refusal
from shared.settings import WrongSettings
from shared.settings.faults import EX_CONFIG

NO_SERVERS = 2


class Commands(TyperGroup):
    """Commands whose servers may be unknown (exit status 2), away (2) or refuse us (78).

    A file that can't be read or written ends one with 1.
    """

    def invoke(self, ctx: Any) -> Any:
        """Runs the command; what it needs and does not have is one sentence, not a traceback."""
        try:
            return super().invoke(ctx)
        except WrongSettings as wrong:
            _refused(wrong)
        except (NoServers, Unavailable) as error:
            _say(str(error))
        except (KafkaError, PyMongoError) as error:
            if refused := refusal(error):
                _refused(refused)
            whose = "MongoDB does not answer (LAUREL_MONGO): "
            _say(f"{whose if isinstance(error, ConnectionFailure) else ''}{told(error)}")
        except OSError as error:
            if error.filename is None:
                raise
            _say(f"{error.filename}: {error.strerror}")
            raise typer.Exit(1) from None
        raise typer.Exit(NO_SERVERS)


def _refused(wrong: WrongSettings) -> NoReturn:
    _say("\n".join(f"setting {fault}" for fault in wrong.faults))
    raise typer.Exit(EX_CONFIG) from None


def _say(text: str) -> None:
    Console(stderr=True).print(text, style="red", markup=False, highlight=False, soft_wrap=True)
