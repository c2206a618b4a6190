"""The example of docs/scenarios.md is a scenario, and can be cast."""

import re
import shutil
from collections import Counter
from typing import Any

import pytest
import yaml

from deploy.local.places import PROGRAMMES, PROJECT
from deploy.replay.cast.casting import cast
from deploy.replay.scenario.loading import Replay, load_replay
from shared.programmes import Programmes, load_file
from tests.programmes.records import JIANGMEN

DOCUMENT = PROJECT / "docs" / "scenarios.md"


def named(id_: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "name": {"zh": id_, "en": id_.capitalize()}, **more}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Replay:
    """The example, for a programme such as the document tells of."""
    folder = tmp_path_factory.mktemp("example")
    definition = yaml.safe_load(JIANGMEN.read_text(encoding="utf-8"))
    text, material = definition["answers"][0], definition["materials"][0]
    count = definition["measures"][0]
    counts = {**count["counts"], "milestone": "released"}
    definition |= {
        "id": "example-records",
        "districts": [named("nanshan"), named("baoan")],
        "categories": [named("product"), named("service")],
        "recommenders": [],
        "rounds": [
            {
                "id": "2024",
                "year": 2024,
                "opens_at": "2024-04-16T00:00:00+08:00",
                "closes_at": "2024-06-29T00:00:00+08:00",
            }
        ],
        "path": [
            named("application", kind="application"),
            named("file-check", kind="formal_review"),
            named(
                "panel",
                kind="decision",
                milestones={"passed": named("passed"), "failed": named("turned_down")},
            ),
            named("release", kind="announcement", milestones={"passed": named("released")}),
        ],
        "answers": [{**text, "id": "statement"}],
        "materials": [{**material, "id": "R01"}],
        "requirements": [{"material": "R01"}, {"answer": "statement"}],
        "reasons": [
            *definition["reasons"],
            named("little_novelty", applies_to=["decision"]),
        ],
        "measures": [{**count, "id": "released", "counts": counts}],
        "external_figures": [],
        "published_figures": [],
    }
    file = folder / "example-records.yaml"
    written = yaml.safe_dump(definition, allow_unicode=True)
    file.write_text(re.sub(r"'(2024-\S+)'", r"\1", written), encoding="utf-8")
    shutil.copytree(PROGRAMMES / "scenarios" / "words", folder / "words")
    (shown,) = re.findall(r"```yaml\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    scenario = folder / "example.yaml"
    scenario.write_text(shown, encoding="utf-8")
    return load_replay(scenario, Programmes([load_file(file)]))


def test_its_numbers_are_those_that_its_comments_tell(example: Replay) -> None:
    people = cast(example, example.size(), seed=1)
    assert Counter(a.fate.id for _, a in people) == {
        "complete": 9,
        "supplemented": 3,
        "turned_down": 2,
    }
    assert len(people.enterprises) == 9
    assert max(len(e.applications) for e in people.enterprises) == 2
    assert Counter(a.category for _, a in people if a.fate.id != "turned_down") == {
        "product": 8,
        "service": 4,
    }


def test_every_field_of_a_scenario_is_in_the_table(example: Replay) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    for field in type(example.scenario).model_fields:
        assert re.search(rf"^\|.*`{field}`.*\|", text, re.MULTILINE), field
