"""The readers of docs/subscribe-in-other-languages.md, as they stand there."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.local.places import PROJECT
from tests.receivers.verifying import JARS, MAVEN_COPY, NPM_INSTALL, SMALL, installed

GUIDE = PROJECT / "docs" / "subscribe-in-other-languages.md"


@dataclass(frozen=True, slots=True)
class Language:
    """How its reader is made and started: the file of the code, what it needs, what builds it."""

    folder: str
    file: str
    needed: tuple[str, ...]
    build: tuple[tuple[str, ...], ...]
    start: tuple[str, ...]


LANGUAGES = {
    "java": Language(
        "kafka_java",
        "Outcomes.java",
        ("java",),
        (MAVEN_COPY, ("javac", "-cp", JARS, "Outcomes.java")),
        ("java", *SMALL, "-cp", f"{JARS}:.", "Outcomes"),
    ),
    "go": Language(
        "kafka_go", "main.go", (), (("go", "build", "-o", "outcomes", "."),), ("./outcomes",)
    ),
    "javascript": Language(
        "kafka_node", "outcomes.mjs", ("node",), (NPM_INSTALL,), ("node", "outcomes.mjs")
    ),
}


def code(language: str) -> str:
    """The one block in this language in the guide."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    return str(found)


def built(language: str) -> Path:
    """Where the reader is, ready to be started; skips the test where it can't be built."""
    how = LANGUAGES[language]
    return installed(how.folder, how.needed, *how.build, beside={how.file: code(language)})


@contextmanager
def reading(language: str, told: Mapping[str, str], printed: Path) -> Iterator[None]:
    """Reads while the block lasts, and prints into a file; it is killed at its end."""
    how, folder = LANGUAGES[language], built(language)
    with printed.open("ab") as out, printed.with_suffix(".log").open("ab") as log:
        process = subprocess.Popen(
            how.start, cwd=folder, env={**os.environ, **told}, stdout=out, stderr=log
        )
    try:
        yield
    finally:
        process.kill()
        process.wait()


def lines(printed: Path) -> list[tuple[str, str, str, str]]:
    """Subject, sequence, type and data of each line that was printed to its end."""
    whole = printed.read_text("utf-8").rpartition("\n")[0] if printed.exists() else ""
    return [tuple(line.split(" ", 3)) for line in whole.splitlines()]  # type: ignore[misc]
