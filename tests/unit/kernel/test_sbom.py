"""`make sbom` tells what the services run on, in a form that other people's tools read."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from deploy.licences import READ, Untold, licensed
from deploy.local.places import PROJECT

PINNED = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;\\]+)", re.MULTILINE)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the command writes."""
    out: Path = tmp_path_factory.mktemp("sbom") / "laurel.cdx.json"
    argv = ["make", "--old-file=.venv/laurel-dev", "sbom", f"SBOM={out}"]
    subprocess.run(argv, cwd=PROJECT, check=True, capture_output=True)
    return out.read_text(encoding="utf-8")


def test_it_is_what_its_schema_says(written: str) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(written) is None


def test_it_names_every_package_that_is_installed_with_its_hashes(written: str) -> None:
    found: dict[str, Any] = json.loads(written)
    pinned = PINNED.findall((PROJECT / "requirements" / "runtime.txt").read_text(encoding="utf-8"))
    assert sorted((c["name"], c["version"]) for c in found["components"]) == sorted(pinned)
    for component in found["components"]:
        assert any(r.get("hashes") for r in component["externalReferences"]), component["name"]
    assert found["metadata"]["component"]["name"] == "laurel"


def test_it_names_the_licence_of_each(written: str) -> None:
    found = {c["name"]: c["licenses"] for c in json.loads(written)["components"]}
    said = {name: one.get("expression") or one["license"]["id"] for name, [one] in found.items()}
    assert said["fastapi"] == "MIT"
    assert said["cryptography"] == "Apache-2.0 OR BSD-3-Clause"
    assert said["python-stdnum"] == "LGPL-2.1-or-later"
    assert said.keys() >= READ.keys()


def test_a_licence_that_nobody_has_read_is_asked_for() -> None:
    with pytest.raises(Untold, match="no-such-package"):
        licensed({"components": [{"name": "fastapi"}, {"name": "no-such-package"}]})
