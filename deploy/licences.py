"""Names the licence of each component in a bill of materials, by what its installed package says.

Run as `python -m deploy.licences BILL.cdx.json`, which changes that file.
"""

import json
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

from cyclonedx.spdx import fixup_id

READ = {
    "aiosignal": "Apache-2.0",
    "async-timeout": "Apache-2.0",
    "chinesecalendar": "MIT",
    "colorama": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "markdown-it-py": "MIT",
    "mdurl": "MIT",
    "motor": "Apache-2.0",
    "protobuf": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "python-stdnum": "LGPL-2.1-or-later",
    "segno": "BSD-3-Clause",
    "shellingham": "ISC",
    "uvloop": "MIT OR Apache-2.0",
}
"""What is read in the texts of those that tell no SPDX id, or are installed elsewhere only.

pypdfium2 holds PDFium, whose own parts have texts of their own beside it.
"""


class Untold(Exception):
    """Components whose licence nobody has read."""


def licensed(bill: Mapping[str, Any]) -> dict[str, Any]:
    """The bill with a licence for each component. Raises Untold."""
    told = {each["name"]: licence_of(each["name"]) for each in bill["components"]}
    if untold := [name for name, licence in told.items() if licence is None]:
        raise Untold(f"read the licences of {', '.join(untold)}, and name them in {__file__}")
    return {
        **bill,
        "components": [
            {**each, "licenses": [_as_cyclonedx(str(told[each["name"]]))]}
            for each in bill["components"]
        ],
    }


def licence_of(package: str) -> str | None:
    """Its licence as an SPDX id or expression, or None when neither it nor we tell one."""
    try:
        said = metadata(package).json
    except PackageNotFoundError:
        return READ.get(package)
    told = str(said.get("license_expression") or fixup_id(str(said.get("license"))) or "")
    return told or READ.get(package)


def _as_cyclonedx(licence: str) -> dict[str, Any]:
    known = fixup_id(licence)
    return {"expression": licence} if known is None else {"license": {"id": known}}


def main(file: Path) -> None:
    """Names the licences in this file."""
    bill = licensed(json.loads(file.read_text(encoding="utf-8")))
    file.write_text(json.dumps(bill, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except Untold as untold:
        sys.exit(str(untold))
