"""Records the databases and topics of a version, with an application in each state.

A version records itself: `python -m tests.recorded.record tests/recorded/COMMIT`. One that is
older than this file records itself with this folder copied into its checkout:

    git worktree add ../former COMMIT && cp -r tests/recorded ../former/tests/
    cd ../former && make setup && .venv/bin/python -m tests.recorded.record ../laurel/COMMIT
"""

import asyncio
import gzip
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from deploy.backup import back_up
from deploy.local.services import SERVICES
from deploy.local.stack import LocalStack
from deploy.servers import Servers
from shared.messaging.cluster import Cluster
from tests.clients.http import Http
from tests.recorded.programme import publish
from tests.recorded.recording import DATABASES, SCENARIO, TOPICS, Recording
from tests.recorded.scenario import Scenario
from tests.recorded.topics import keep_topics


async def record(recording: Recording) -> None:
    """Writes all files of a recording into a folder that must not be there yet."""
    recording.programmes.mkdir(parents=True)
    programme = publish(recording.programmes)
    with TemporaryDirectory() as base:
        async with LocalStack(
            Path(base),
            topic_prefix=recording.prefix,
            database_prefix=recording.prefix,
            programmes=recording.programmes,
            environ={},
        ) as stack:
            urls = {name: stack.url(name) for name in SERVICES}
            async with Http(urls | {"messages": stack.url("mail")}) as http:
                scenario = Scenario(stack, http, programme)
                await scenario.play()
            await _keep(stack, scenario, recording)


async def _keep(stack: LocalStack, scenario: Scenario, recording: Recording) -> None:
    folder, prefix = recording.folder, recording.prefix
    servers = Servers(Cluster(stack.kafka), stack.mongo, prefix, prefix)
    await back_up(servers, folder / "backup")
    _compress(folder / "backup", folder / DATABASES)
    await keep_topics(servers.kafka, prefix, folder / TOPICS)
    told = {"at": stack.clock.now().isoformat(), "cast": scenario.told()}
    text = json.dumps(told, ensure_ascii=False, indent=1)
    (folder / SCENARIO).write_text(f"{text}\n", encoding="utf-8")


def _compress(backup: Path, file: Path) -> None:
    """The same backup in its smallest form."""
    with (
        gzip.open(backup, "rb") as source,
        file.open("wb") as raw,
        gzip.GzipFile("", "wb", 9, raw, mtime=0) as out,
    ):
        out.write(source.read())
    backup.unlink()


if __name__ == "__main__":
    asyncio.run(record(Recording(Path(sys.argv[1]).resolve())))
