"""A copy of a programme and its scenario, with all stages, milestones, categories renamed.

Activities are renamed as well.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from shared.programmes import Programme, PublishedLock, load_file

Data = dict[str, Any]


class _Dumper(yaml.SafeDumper):
    """Writes what a definition holds, and no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Dumper.add_representer(
    Decimal, lambda dumper, number: dumper.represent_scalar("tag:yaml.org,2002:float", str(number))
)
_Dumper.add_representer(tuple, yaml.SafeDumper.represent_list)


@dataclass(frozen=True)
class Renaming:
    """New words for the old ones."""

    words: Mapping[str, str]

    def of(self, word: str) -> str:
        """The new word, or the same where it has none."""
        return self.words.get(word, word)

    def back(self, word: str) -> str:
        """The old word."""
        return {new: old for old, new in self.words.items()}.get(word, word)

    def keys(self, data: Mapping[str, Any]) -> Data:
        """The same under new keys."""
        return {self.of(key): value for key, value in data.items()}

    def definition(self, data: Data) -> Data:
        """The definition with new ids, wherever they stand in it."""
        return {
            **data,
            "path": [self._stage(stage) for stage in data["path"]],
            "categories": [{**each, "id": self.of(each["id"])} for each in data["categories"]],
            "activities": [
                {**each, "id": self.of(each["id"])} for each in data.get("activities", ())
            ],
            "rounds": [self._round(each) for each in data["rounds"]],
            "measures": [self._measure(each) for each in data.get("measures", ())],
        }

    def scenario(self, data: Data) -> Data:
        """The scenario with the new ids of its programme."""
        enterprises = {
            **data["enterprises"],
            "industries": [
                {**each, "categories": [self.of(word) for word in each["categories"]]}
                for each in data["enterprises"]["industries"]
            ],
        }
        products = dict(data.get("products", {}))
        if "by_category" in products:
            products["by_category"] = self.keys(products["by_category"])
        return {
            **data,
            "enterprises": enterprises,
            "products": products,
            "fates": {fate: self.keys(stages) for fate, stages in data["fates"].items()},
            "groups": [
                {**group, "categories": self.keys(group.get("categories", {}))}
                for group in data["groups"]
            ],
            "plan": [self._step(step) for step in data["plan"]],
        }

    def _step(self, step: Data) -> Data:
        named: Data = {key: self.of(step[key]) for key in ("stage", "activity") if key in step}
        took_part = [{**e, "passed": self.of(e["passed"])} for e in step.get("took_part", ())]
        return {**step, **named, **({"took_part": took_part} if took_part else {})}

    def _stage(self, stage: Data) -> Data:
        renamed = {**stage, "id": self.of(stage["id"])}
        for field in ("milestones", "words", "verdicts"):
            if field in stage:
                named = stage[field].items()
                renamed[field] = {key: {**it, "id": self.of(it["id"])} for key, it in named}
        if "left_out" in stage:
            renamed["left_out"] = {**stage["left_out"], "id": self.of(stage["left_out"]["id"])}
        return renamed

    def _round(self, round_: Data) -> Data:
        entries = [{**e, "stage": self.of(e["stage"])} for e in round_.get("calendar", ())]
        return {**round_, "calendar": entries}

    def _measure(self, value: Any, field: str = "") -> Any:
        if isinstance(value, Mapping):
            if value.get("dimension") == "category":
                return self._values(value)
            if "activity" in value and "which" in value:
                return {**value, "activity": self.of(value["activity"])}
            return {key: self._measure(inner, key) for key, inner in value.items()}
        if isinstance(value, list | tuple):
            return [self._measure(each, field) for each in value]
        return self.of(value) if field in ("milestone", "category", "categories") else value

    def _values(self, condition: Mapping[str, Any]) -> Data:
        """A condition on the category."""
        renamed = dict(condition)
        if "equals" in condition:
            renamed["equals"] = self.of(condition["equals"])
        if "one_of" in condition:
            renamed["one_of"] = [self.of(value) for value in condition["one_of"]]
        return renamed


def renaming_of(programme: Programme) -> Renaming:
    """Words that nobody would guess from the old ones."""
    return Renaming(
        {
            word: f"zz-{number}" if "-" in word else f"zz{number}"
            for number, word in enumerate(dict.fromkeys(_ids(programme)))
        }
    )


def write_renamed(programme: Programme, scenario: Path, folder: Path) -> tuple[Programme, Path]:
    """Writes the copy and publishes it; the programme, and the file of its scenario."""
    renaming = renaming_of(programme)
    definition = programme.model_dump(mode="python", by_alias=True, exclude_none=True)
    file = folder / f"{programme.id}.yaml"
    file.write_text(_text(renaming.definition(definition)), encoding="utf-8")
    copy = load_file(file)
    PublishedLock.of(folder).publish(copy)
    scenarios = folder / "scenarios"
    scenarios.mkdir()
    (scenarios / "words").symlink_to(scenario.parent / "words")
    renamed = scenarios / scenario.name
    data = yaml.safe_load(scenario.read_text(encoding="utf-8"))
    renamed.write_text(_text(renaming.scenario(data)), encoding="utf-8")
    return copy, renamed


def _ids(programme: Programme) -> Iterator[str]:
    for stage in programme.path:
        yield stage.id
    for round_ in programme.rounds:
        yield from (entry.stage for entry in round_.calendar)
    yield from (milestone.id for milestone in programme.way.milestones)
    yield from (end.milestone.id for end in programme.way.exits)
    yield from (word.id for word in programme.way.words if word.id != "withdrawn")
    yield from (category.id for category in programme.categories)
    yield from (activity.id for activity in programme.activities)


def _text(data: Any) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False)
