"""The player of the kind `cohort`: the register is filled, and who is due is called."""

import csv
import io
from collections.abc import Collection, Iterator
from functools import partial
from typing import Any
from urllib.parse import urlencode

from deploy.replay.cast.model import Enterprise
from deploy.replay.client.crowd import each
from deploy.replay.faults import PlayFault
from deploy.replay.players.act import Act
from deploy.replay.players.application import register_enterprise
from deploy.replay.scenario.fates import Fate
from deploy.replay.scenario.plan import CohortStep
from deploy.replay.scene import Scene
from deploy.replay.waiting import until
from shared.programmes.path import Cohort

TITLES = ("number", "code", "holder", "Holder in English", "Recognised as",
          "Recognised as, in English", "since", "Passed re-evaluation on", "district", "until",
          "source")  # fmt: skip


def cohort_acts(stage: Cohort, step: CohortStep, _fates: Collection[Fate]) -> Iterator[Act]:
    """Registering, entering what is older than the system, then calling."""
    yield Act("register", partial(register, step=step))
    yield Act("enter_register", partial(enter_register, stage=stage, step=step))
    yield Act("open_cohort", partial(open_cohort, stage=stage, step=step))


async def register(scene: Scene, step: CohortStep) -> None:
    """Every enterprise says who it is and where its mail goes."""
    everyone = scene.cast.enterprises
    scene.now(step.entered_at)
    with scene.bars.stage("register enterprises", len(everyone)) as bar:

        async def one(enterprise: Enterprise) -> None:
            await register_enterprise(scene, enterprise)
            bar.advance()

        await each(everyone, one)


async def enter_register(scene: Scene, stage: Cohort, step: CohortStep) -> None:
    """An officer enters earlier recognitions from one sheet, as previewed."""
    sheet = _sheet(scene, step)
    token = scene.people.acting_in(scene.programme.way.final)
    path, kind = f"/review/v1/register/{scene.programme.id}/sheet", "text/csv"
    review = scene.services.review
    shown = await review.ask("POST", f"{path}/preview", token, body=sheet, kind=kind)
    query = urlencode({"confirmation": shown["confirmation"]})
    await review.need("POST", f"{path}?{query}", token, body=sheet, kind=kind)


async def open_cohort(scene: Scene, stage: Cohort, step: CohortStep) -> None:
    """Opens the cohort as previewed, and waits until each member has its draft.

    Raises PlayFault when others are called than were entered.
    """
    scene.now(step.opened_at)
    token, review = scene.people.acting_in(stage), scene.services.review
    path = f"/review/v1/rounds/{scene.path}/cohort"
    shown = await review.ask("GET", f"{path}/preview", token)
    opened = await review.ask("POST", path, token, data={"confirmation": shown["confirmation"]})
    entered = sum(scene.size.of(group.enterprises) for group in step.earlier)
    if opened["members"] != entered:
        raise PlayFault("review", f"{entered} are due, and {opened['members']} were called")
    with scene.bars.stage(stage.name.en.lower()[:34], entered) as bar:
        async for member in _members(scene, path, token):
            scene.called[member["subject"]] = member["application"]
        await until(
            "drafts of the called",
            scene.intake_progress,
            {"draft": entered},
            lambda seen: bar.reach(int(seen.get("draft") or 0)),
        )


async def _members(scene: Scene, path: str, token: str) -> Any:
    cursor = ""
    while True:
        query = urlencode({"limit": "200", **({"cursor": cursor} if cursor else {})})
        page = await scene.services.review.ask("GET", f"{path}/members?{query}", token)
        for member in page["members"]:
            yield member
        if not page["next"]:
            return
        cursor = page["next"]


def _sheet(scene: Scene, step: CohortStep) -> bytes:
    """The sheet with a row an enterprise, group by group."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(TITLES)
    left = iter(scene.cast.enterprises)
    for group in step.earlier:
        for n in range(1, scene.size.of(group.enterprises) + 1):
            enterprise = next(left)
            rows.writerow(
                (
                    group.number.format(n=n),
                    enterprise.uscc,
                    enterprise.name.zh,
                    enterprise.name.en,
                    group.what.zh,
                    group.what.en,
                    group.since.isoformat(),
                    group.passed_on.isoformat() if group.passed_on else "",
                    enterprise.district,
                    group.until.isoformat() if group.until else "",
                    group.document,
                )
            )
    return out.getvalue().encode()
