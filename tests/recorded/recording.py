"""A recording: the files of a former version's databases and topics, and how they come back."""

import gzip
import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import bson
from bson.codec_options import CodecOptions

from deploy.backup import restore
from deploy.local.infra import Infra
from deploy.provision import provision
from deploy.servers import Servers
from shared.programmes import Programme, load_file
from tests.recorded.programme import PROGRAMME
from tests.recorded.topics import refill_topics

DATABASES, TOPICS, SCENARIO, PROGRAMMES = "databases", "topics", "scenario.json", "programmes"


@dataclass(frozen=True)
class Part:
    """An application, as whoever plays it has to know it; drafts have no number."""

    round: str
    id: str
    number: str
    uscc: str
    email: str


@dataclass(frozen=True)
class Recording:
    """The folder of a recording, named by the commit that was recorded."""

    folder: Path

    @property
    def prefix(self) -> str:
        """Of topics and databases: some documents name the topics that they come from."""
        return f"recorded-{self.folder.name}"

    @property
    def programmes(self) -> Path:
        """The definitions that were in force."""
        return self.folder / PROGRAMMES

    @property
    def programme(self) -> Programme:
        """The one that everybody applied to."""
        return load_file(self.programmes / f"{PROGRAMME}.yaml")

    @property
    def at(self) -> datetime:
        """The simulated instant at which it was recorded."""
        return datetime.fromisoformat(self._scenario["at"])

    @property
    def cast(self) -> dict[str, Part]:
        """The applications by the part that they play."""
        return {name: Part(**part) for name, part in self._scenario["cast"].items()}

    def documents(self, service: str, collection: str) -> list[dict[str, Any]]:
        """The documents of a collection."""
        with gzip.open(self.folder / DATABASES, "rb") as source:
            in_utc = CodecOptions[dict[str, Any]](tz_aware=True)
            frames = bson.decode_file_iter(cast(Any, source), in_utc)
            return [
                document
                for frame in frames
                if frame.get("into") == [service, collection]
                for document in frame["documents"]
            ]

    async def put_back(self, infra: Infra) -> Servers:
        """Fills databases and topics that are not there yet."""
        servers = Servers(infra.cluster, infra.mongo.address, self.prefix, self.prefix)
        await restore(servers, self.folder / DATABASES)
        await provision(servers.kafka, self.prefix)
        await refill_topics(servers.kafka, self.prefix, self.folder / TOPICS)
        return servers

    @cached_property
    def _scenario(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / SCENARIO).read_text(encoding="utf-8"))
        return found


FORMER = Recording(Path(__file__).with_name("2d07c87"))
"""The version before review's path came from the programme."""
