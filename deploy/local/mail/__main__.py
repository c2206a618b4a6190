"""The mail catcher as a process: python -m deploy.local.mail FOLDER SMTP-PORT HTTP-PORT [HOST]."""

import asyncio
import logging
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import uvicorn

from deploy.local.mail.catcher import Catcher, protocol
from deploy.local.mail.mailbox import Mailbox
from deploy.local.mail.pages import mailbox_app

HOST = "127.0.0.1"
WRITERS = 8  # most of a writer's time is waiting for the disk


async def serve(folder: Path, smtp_port: int, http_port: int, host: str = HOST) -> None:
    """Serves both sides until SIGTERM or SIGINT."""
    mailbox = Mailbox(folder)
    with ThreadPoolExecutor(WRITERS) as threads:
        catcher = Catcher(mailbox, threads)
        loop = asyncio.get_running_loop()
        smtp = await loop.create_server(protocol(catcher), host, smtp_port, backlog=512)
        config = uvicorn.Config(
            mailbox_app(mailbox, catcher), host=host, port=http_port, log_level="warning"
        )
        await uvicorn.Server(config).serve()
        smtp.close()


def main() -> None:
    """Reads the command line and serves."""
    logging.basicConfig(level=logging.WARNING)
    folder, smtp_port, http_port, *host = sys.argv[1:]
    asyncio.run(serve(Path(folder), int(smtp_port), int(http_port), *host))


if __name__ == "__main__":
    main()
