"""Paths as a definition writes them, and the small programme that goes by one."""

from datetime import date, datetime
from typing import Any

from shared.calendar import BEIJING
from shared.programmes import Programme
from tests.unit.programmes.definitions import definition

StageData = dict[str, Any]


def stage(id_: str, kind: str, **more: Any) -> StageData:
    """A stage as a definition has it, with a name after its id."""
    return {"id": id_, "kind": kind, "name": named(id_), **more}


def named(id_: str) -> dict[str, str]:
    """A name that tells which id it is of."""
    return {"zh": f"“{id_}”", "en": id_.replace("-", " ").replace("_", " ").capitalize()}


def milestone(id_: str) -> dict[str, Any]:
    """A milestone, a word or a verdict with its name."""
    return {"id": id_, "name": named(id_)}


def with_path(path: tuple[StageData, ...], **changes: Any) -> Programme:
    """The small definition with this path, and with the dates that such a path needs."""
    kinds = {one["kind"] for one in path}
    round_ = {
        "id": "2019",
        "year": 2019,
        "opens_at": datetime(2019, 5, 6, tzinfo=BEIJING),
        "closes_at": datetime(2019, 7, 13, tzinfo=BEIJING),
    }
    if "recommendation" in kinds:
        round_["recommend_by"] = datetime(2019, 8, 31, tzinfo=BEIJING)
    if "public_notice" in kinds:
        round_["notice_from"] = date(2020, 1, 2)
    return Programme.model_validate(definition(path=path, rounds=(round_,), **changes))
