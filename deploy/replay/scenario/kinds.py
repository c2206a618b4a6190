"""Which kind each stage is that a scenario names: its programme says it, not the scenario."""

from collections.abc import Iterator, Mapping
from typing import Any

from deploy.replay.scenario.fates import FATE_KINDS
from deploy.replay.scenario.plan import BESIDE, STEP_KINDS
from deploy.replay.scenario.unknown import unknown
from shared.programmes import Programme
from shared.programmes.reference_kinds import Fault, Loc


def with_kinds(data: Any, programme: Programme) -> tuple[Any, list[Fault]]:
    """The data with the kind of every stage added, and the faults of stages that can't be named."""
    if not isinstance(data, dict):
        return data, []
    kinds = {stage.id: stage.kind for stage in programme.path}
    faults: list[Fault] = []
    found = dict(data)
    if isinstance(data.get("plan"), tuple):
        found["plan"] = tuple(
            _step(("plan", i), step, kinds, faults) for i, step in enumerate(data["plan"])
        )
    if isinstance(data.get("fates"), dict):
        found["fates"] = {
            fate: dict(_stages(("fates", fate), said, kinds, faults))
            if isinstance(said, dict)
            else said
            for fate, said in data["fates"].items()
        }
    return found, faults


def _step(at: Loc, step: Any, kinds: Mapping[str, str], faults: list[Fault]) -> Any:
    if not isinstance(step, dict):
        return step
    if "stage" not in step:
        beside = next((kind for key, kind in BESIDE.items() if key in step), BESIDE["enter"])
        return {"kind": beside, **step}
    kind = _kind((*at, "stage"), str(step["stage"]), kinds, faults)
    if kind is not None and kind not in STEP_KINDS:
        faults.append(((*at, "stage"), f"expected a stage that can be played, not a {kind}"))
    return {"kind": kind, **step}


def _stages(
    at: Loc, said: Mapping[str, Any], kinds: Mapping[str, str], faults: list[Fault]
) -> Iterator[tuple[str, Any]]:
    for stage, section in said.items():
        kind = _kind((*at, stage), stage, kinds, faults)
        if kind is not None and kind not in FATE_KINDS:
            message = f"expected no fate here: of a {kind} all applications get what the list says"
            faults.append(((*at, stage), message))
        yield stage, {"kind": kind, **section} if isinstance(section, dict) else section


def _kind(loc: Loc, stage: str, kinds: Mapping[str, str], faults: list[Fault]) -> str | None:
    if stage not in kinds:
        faults.append((loc, unknown(stage, kinds, "stages of the programme")))
    return kinds.get(stage)
