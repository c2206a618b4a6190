"""The inspection of a file as a process of its own does it."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import BinaryIO

from services.intake.domain.inspection.inspect import inspect
from services.intake.domain.inspection.inspected import FileRefused, Inspected
from shared.programmes import FileKind


def request(filename: str, accepts: Iterable[FileKind]) -> bytes:
    """The argument of `as_json`."""
    return json.dumps({"filename": filename, "accepts": list(accepts)}).encode()


def as_json(argument: bytes, content: BinaryIO) -> bytes:
    """What `inspect` finds or refuses."""
    try:
        found = inspect(content, **json.loads(argument))
    except FileRefused as refusal:
        said = {"code": refusal.code, "text": refusal.text, "zh": refusal.zh}
        return json.dumps({"refused": said}).encode()
    return json.dumps({"found": asdict(found)}).encode()


def from_json(answer: bytes) -> Inspected:
    """What was found. Raises FileRefused when that is what was said."""
    said = json.loads(answer)
    if "refused" in said:
        raise FileRefused(**said["refused"])
    return Inspected(**said["found"])
