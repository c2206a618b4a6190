"""Enterprises draft, upload, check by themselves and submit; most of them on the last days."""

from collections.abc import Iterable, Iterator
from itertools import accumulate

from deploy.replay.cast.fates import Fate
from deploy.replay.cast.model import Application, Enterprise
from deploy.replay.cast.papers import Paper
from deploy.replay.client import multipart
from deploy.replay.client.crowd import each
from deploy.replay.faults import PlayFault
from deploy.replay.scene import Filed, Scene

SHARE_OF_DAY = (10, 12, 15, 23, 40)
"""Percent of the applications that come on each of the last days."""


async def apply(scene: Scene) -> None:
    """Every application goes through the portal, up to its submission."""
    everything = [(e, a) for e in scene.cast.enterprises for a in e.applications]
    days = _days(scene, len(everything))
    with scene.bars.stage("draft, upload, self-check, submit", len(everything)) as bar:

        async def one(what: tuple[Enterprise, Application]) -> None:
            next(days)
            filed = await _file(scene, *what)
            scene.filed[filed.id] = filed
            bar.advance()

        await each(everything, one)


def _days(scene: Scene, total: int) -> Iterator[None]:
    """Moves the clock to the next day whenever its share of the applications has begun."""
    until = [total * share // 100 for share in accumulate(SHARE_OF_DAY)]
    day = 0
    for number in range(total):
        while number >= until[day]:
            day += 1
            scene.now(scene.dates.application_days[day])
        yield


async def _file(scene: Scene, enterprise: Enterprise, application: Application) -> Filed:
    intake, token = scene.services.intake, scene.people.enterprise(enterprise.uscc)
    key = f"demo-{scene.cast.seed}-{application.serial}"
    draft = await intake.ask(
        "POST",
        "/intake/v1/applications",
        token,
        headers={"idempotency-key": f"{key}-draft"},
        data={
            "programme": scene.programme.id,
            "round": scene.round.id,
            "product": application.product.model_dump(),
            "category": application.category,
            "industry": application.industry,
            "answers": application.answers,
        },
    )
    path = f"/intake/v1/applications/{draft['id']}"
    await intake.need(
        "POST",
        f"{path}/materials",
        token,
        body=form_of(enterprise, application, application.papers),
        kind=multipart.KIND,
    )
    check = await intake.ask("GET", f"{path}/self-check", token)
    if check["complete"] != (not application.lacking):
        raise PlayFault(
            "intake", f"self-check of {draft['id']}: {application.lacking} missing, got {check}"
        )
    if application.fate is Fate.NEVER_SUBMITTED:
        return Filed(draft["id"], "", enterprise, application)
    submitted = await intake.ask(
        "POST", f"{path}/submission", token, headers={"idempotency-key": f"{key}-submission"}
    )
    return Filed(draft["id"], submitted["number"], enterprise, application)


def form_of(enterprise: Enterprise, application: Application, papers: Iterable[Paper]) -> bytes:
    """The body of an upload of these papers."""
    name = enterprise.name.in_language(enterprise.language)
    product = application.product.in_language(enterprise.language)
    return multipart.form(
        multipart.file_part(
            paper.requirement, paper.filename, paper.content(enterprise.uscc, name, product)
        )
        for paper in papers
    )
