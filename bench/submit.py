"""(b) Submissions a second against bare inserts a second, turn by turn in one run."""

import json
import sys
from statistics import median

from bench.bare_app import FIELDS
from bench.drafts import open_drafts, register
from bench.figures import Figure
from bench.load import load, request
from deploy.local.ports import Ports
from deploy.local.stack import LocalStack
from deploy.local.supervisor import Process, Supervisor

TARGET = 0.55
TURNS = 3


async def measure(stack: LocalStack, requests: int = 2000) -> list[Figure]:
    """The rate of each, and the median of the ratios of the turns."""
    applicants = await register(stack)
    port = Ports(stack.places.base / "ports.json").of("bench-bare")
    bare = f"http://127.0.0.1:{port}"
    body = {f"field_{n:02}": "一段不长的文字" for n in range(1, FIELDS + 1)}
    inserts = [request("POST", f"{bare}/insert", body)] * requests
    supervisor = Supervisor()
    await supervisor.start(
        Process(
            name="bare",
            argv=[sys.executable, "-m", "bench.bare_app", stack.mongo, str(port)],
            env=stack.env("intake"),
            log=stack.places.log("bare"),
            ready=f"{bare}/health/ready",
        )
    )
    try:
        ours, theirs = [], []
        for turn in range(TURNS + 1):
            submissions = await open_drafts(stack, applicants, requests, f"turn-{turn}")
            submitted = await load(stack.url("intake"), submissions)
            inserted = await load(bare, inserts)
            assert set(submitted.statuses) == {201}, json.dumps(submitted.statuses)
            assert set(inserted.statuses) == {201}, json.dumps(inserted.statuses)
            if turn:  # the first warms both up
                ours.append(submitted.rate)
                theirs.append(inserted.rate)
    finally:
        await supervisor.stop()
    ratio = median(a / b for a, b in zip(ours, theirs, strict=True))
    return [
        Figure("submit", "bare FastAPI + motor insert", median(theirs), "requests/s", "", None),
        Figure("submit", "submission", median(ours), "requests/s", "", None),
        Figure("submit", "ratio, median of turns", ratio, "×", "≥ 0.55 ×", ratio >= TARGET),
    ]
