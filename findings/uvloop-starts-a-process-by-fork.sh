#!/bin/sh
# On uvloop, starting a process holds up the loop the longer the more memory the caller has.
#
# Seen with uvloop 0.23.0 on Linux, Python 3.11. asyncio's own loop starts processes through
# subprocess.Popen, which uses vfork: about a millisecond, whatever the size of the caller. uvloop,
# which is used as a faster loop in its place, leaves it to libuv, which forks: the tables of all the
# caller's memory are copied, then each page that is written to is copied once more, and the loop
# stands still until the child has begun its program. A service that starts helpers now and then
# answers all others later by that much. `subprocess.Popen` called from a coroutine on uvloop is as
# fast as on asyncio. Seen, of 15 starts of `true` by a process with 400 MB, the median (times vary
# by machine, their order does not):
#   asyncio, create_subprocess_exec: 0.8 ms
#   uvloop, create_subprocess_exec: 102.4 ms
#   uvloop, subprocess.Popen: 0.1 ms
#
# Needs python3 (3.11 or newer), Linux. Exits 1 if uvloop is no longer five times slower than the others.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" -q install uvloop==0.23.0
cat > "$work/run.py" <<'P'
import asyncio, subprocess, sys, time
from statistics import median
import uvloop

ballast = [bytes(4096) for _ in range(100_000)]

async def by_loop():
    process = await asyncio.create_subprocess_exec("true")
    taken = time.perf_counter()
    await process.wait()
    return taken

async def by_popen():
    process = subprocess.Popen(["true"])
    taken = time.perf_counter()
    process.wait()
    return taken

async def taken(start):
    took = []
    for _ in range(15):
        begun = time.perf_counter()
        took.append((await start() - begun) * 1000)
    return median(took)

def seen(name, loop, start):
    with asyncio.Runner(loop_factory=loop) as runner:
        found = runner.run(taken(start))
    print(f"{name}: {found:.1f} ms")
    return found

plain = seen("asyncio, create_subprocess_exec", asyncio.new_event_loop, by_loop)
fork = seen("uvloop, create_subprocess_exec", uvloop.new_event_loop, by_loop)
popen = seen("uvloop, subprocess.Popen", uvloop.new_event_loop, by_popen)
sys.exit(not fork > 5 * max(plain, popen))
P
"$work/env/bin/python" "$work/run.py"
