"""The other side of (a): Quix Streams keeping the newest standing per application, stateful.

Run as a process of its own: `python -m bench.quix_fold KAFKA TOPIC COUNT FOLDER`; prints seconds.
"""

import sys
import time
from pathlib import Path
from typing import Any

from quixstreams import Application, State


def main(kafka: str, topic: str, count: int, folder: str) -> None:
    """Folds `count` messages and prints the seconds from the first one to the last commit."""
    app = Application(
        broker_address=kafka,
        # Each turn begins at the beginning, with a state of its own.
        consumer_group=f"{topic}-{Path(folder).name}",
        auto_offset_reset="earliest",
        state_dir=folder,
        commit_interval=0.3,
        loglevel="ERROR",
    )
    begun: list[float] = []

    def fold(body: dict[str, Any], state: "State[Any, Any]") -> None:
        if not begun:
            begun.append(time.perf_counter())
        standing = body["standing"]
        reached = len(standing["milestones"])
        if reached > (state.get("reached") or 0):
            state.set("reached", reached)
            state.set("standing", standing)

    frame = app.dataframe(app.topic(topic, value_deserializer="json", key_deserializer="str"))
    frame.update(fold, stateful=True)
    app.run(count=count)
    sys.stdout.write(f"{time.perf_counter() - begun[0]:.3f}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4])
