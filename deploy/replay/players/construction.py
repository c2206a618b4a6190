"""The player of the kind `construction`: cities report over years, and then assess themselves."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from deploy.replay.client.crowd import each
from deploy.replay.faults import PlayFault
from deploy.replay.players.act import Act
from deploy.replay.scenario.fates import Fate
from deploy.replay.scenario.plan import Built, ConstructionStep, FigureOfYear
from deploy.replay.scene import Filed, Scene
from deploy.replay.waiting import until
from shared.calendar import beijing_date
from shared.programmes.path import Construction


def construction_acts(
    stage: Construction, step: ConstructionStep, _fates: Collection[Fate]
) -> Iterator[Act]:
    """Bases and targets, then the figures of each year, then tasks and the self-assessment."""
    yield Act("begin_construction", partial(begin, stage=stage, step=step))
    for at in step.reported_at:
        yield Act("report_figures", partial(report, stage=stage, step=step, at=at))
    yield Act("assess_construction", partial(assess, stage=stage, step=step))


async def begin(scene: Scene, stage: Construction, step: ConstructionStep) -> None:
    """Every city says what it starts from and what it is to reach."""
    scene.now(step.begun_at)

    def rows(filed: Filed) -> list[dict[str, Any]]:
        return [
            _row(step, id_, tells, figure)
            for id_, built in _of(step, filed).items()
            for tells, figure in (("base", built.base), ("target", built.target))
        ]

    await _report(scene, stage, "bases and targets", rows)


async def report(scene: Scene, stage: Construction, step: ConstructionStep, at: datetime) -> None:
    """Every city reports the figures of the years before this one."""
    scene.now(at)
    year = beijing_date(at).year
    await _report(scene, stage, f"figures of {year - 1}", lambda f: _actual(step, f, before=year))


async def assess(scene: Scene, stage: Construction, step: ConstructionStep) -> None:
    """Every city reports what is left, its tasks, and what it says of all that."""
    scene.now(step.assessed_at)
    await _report(scene, stage, "last figures", lambda f: _actual(step, f))
    arrived = scene.of(scene.course.arriving[stage.id])
    day = beijing_date(step.assessed_at).isoformat()
    tasks = [
        {"task": task.id, "state": "done", "on": day, "evidence": step.source}
        for task in stage.tasks
    ]
    with scene.bars.stage("assessed by themselves", len(arrived)) as bar:

        async def one(filed: Filed) -> None:
            if tasks:
                await _post(scene, filed, "tasks", {"tasks": tasks})
            await _post(scene, filed, "self-assessment", {"text": step.text})
            bar.advance()

        await each(arrived, one)
        places = scene.course.waiting(stage, scene.course.passing[stage.id])
        await until("constructions assessed", scene.review_progress, places)


def _of(step: ConstructionStep, filed: Filed) -> dict[str, Built]:
    """What this city builds: its own figures, and those of all where it has none."""
    return {**step.figures, **step.of.get(filed.enterprise.district, {})}


def _actual(
    step: ConstructionStep, filed: Filed, *, before: int | None = None
) -> list[dict[str, Any]]:
    return [
        _row(step, id_, "actual", figure)
        for id_, built in _of(step, filed).items()
        for figure in built.actual
        if before is None or figure.year < before
    ]


def _row(step: ConstructionStep, id_: str, tells: str, figure: FigureOfYear) -> dict[str, Any]:
    qualifier = {} if figure.qualifier is None else {"qualifier": figure.qualifier}
    return {
        "indicator": id_,
        "tells": tells,
        "year": figure.year,
        "value": str(figure.value),
        "source": step.source,
        **qualifier,
    }


async def _report(scene: Scene, stage: Construction, name: str, rows: Any) -> None:
    arrived = scene.of(scene.course.arriving[stage.id])
    with scene.bars.stage(name, len(arrived)) as bar:

        async def one(filed: Filed) -> None:
            found: Iterable[dict[str, Any]] = rows(filed)
            sent = list(found)
            seen = await _post(scene, filed, "indicators", {"indicators": sent})
            there = sum(len(each_["reports"]) for each_ in seen["indicators"])
            if there < len(sent):
                raise PlayFault("review", f"{filed.number}: {there} figures of {len(sent)} kept")
            bar.advance()

        await each(arrived, one)


async def _post(scene: Scene, filed: Filed, what: str, body: dict[str, Any]) -> Any:
    token = scene.people.enterprise(filed.enterprise.uscc)
    path = f"/review/v1/cases/{filed.id}/construction/{what}"
    return await scene.services.review.ask("POST", path, token, data=body)
