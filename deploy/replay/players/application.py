"""The player of the kind `application`: enterprises register, draft, upload and submit."""

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from itertools import accumulate
from typing import Any

from deploy.replay.cast.model import Application, Enterprise, Entrant, Held
from deploy.replay.cast.papers import Paper
from deploy.replay.client import multipart
from deploy.replay.client.crowd import each
from deploy.replay.faults import PlayFault
from deploy.replay.players.act import Act
from deploy.replay.scenario.fates import Fate
from deploy.replay.scenario.plan import AdviceOn, ApplicationStep
from deploy.replay.scene import Filed, Scene
from deploy.replay.waiting import Counts, until
from shared.programmes.path import ApplicationStage


def application_acts(
    _stage: ApplicationStage, step: ApplicationStep, _fates: Collection[Fate]
) -> Iterator[Act]:
    """Registering, then applying; the members of a cohort have registered before."""
    yield Act("register", partial(register, step=step))
    yield Act("apply", partial(apply, step=step))


async def register(scene: Scene, step: ApplicationStep) -> None:
    """Every enterprise says who it is and where its mail goes."""
    if scene.called:
        return
    everyone = scene.cast.enterprises
    scene.now(step.days[0].at)
    with scene.bars.stage("register enterprises", len(everyone)) as bar:

        async def one(enterprise: Enterprise) -> None:
            await register_enterprise(scene, enterprise)
            bar.advance()

        await each(everyone, one)


async def register_enterprise(scene: Scene, enterprise: Enterprise) -> None:
    """One enterprise says who it is, where its mail goes, and what it holds."""
    await scene.services.intake.need(
        "PUT",
        f"/intake/v1/enterprises/{enterprise.uscc}",
        scene.people.enterprise(enterprise.uscc),
        data=_profile(enterprise),
    )


def _profile(enterprise: Enterprise) -> dict[str, Any]:
    profile: dict[str, Any] = {
        "name": enterprise.name.model_dump(),
        "district": enterprise.district,
        "industry": enterprise.industry,
        "language": enterprise.language,
        "email": enterprise.email,
    }
    if enterprise.holdings:
        profile["qualifications"] = [_qualification(held) for held in enterprise.holdings]
    return profile


def _qualification(held: Held) -> dict[str, Any]:
    what = held.qualification
    return {
        "scheme": what.scheme,
        "level": what.level,
        "from": what.since.isoformat(),
        "until": what.until and what.until.isoformat(),
        "source": held.source,
    }


async def apply(scene: Scene, step: ApplicationStep) -> None:
    """Every application goes through the portal, up to its submission."""
    everything = list(scene.cast)
    days = _days(scene, step, len(everything))
    with scene.bars.stage("draft, upload, self-check, submit", len(everything)) as bar:

        async def one(what: Entrant) -> None:
            next(days)
            filed = await file_application(scene, *what, advice=step.advice)
            scene.filed[filed.id] = filed
            bar.advance()

        await each(everything, one)
    if scene.called:
        await _until_heard(scene)


async def _until_heard(scene: Scene) -> None:
    """The clock that ends calls must not come before what was submitted in time."""
    path = f"/review/v1/rounds/{scene.path}/cohort"

    async def states() -> Counts:
        found = await scene.services.review.ask("GET", path)
        return {one["state"]: one["members"] for one in found["states"]}

    submitted = sum(bool(filed.number) for filed in scene.filed.values())
    await until("submissions heard", states, {"submitted": submitted})


def _days(scene: Scene, step: ApplicationStep, total: int) -> Iterator[None]:
    """Moves the clock to the next day whenever its part of the applications has begun."""
    until = [total * part // 100 for part in accumulate(day.percent for day in step.days)]
    day = 0
    for number in range(total):
        while number >= until[day]:
            day += 1
            scene.now(step.days[day].at)
        yield


async def file_application(
    scene: Scene,
    enterprise: Enterprise,
    application: Application,
    advice: AdviceOn | None = None,
) -> Filed:
    """Drafts it, uploads its papers, has them checked, and submits unless it stays a draft.

    Before that it has advice on the draft, where its fate says so.
    """
    intake, token = scene.services.intake, scene.people.enterprise(enterprise.uscc)
    draft = await _draft(scene, enterprise, application, token)
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
    if application.fate.applying.advised and advice is not None:
        await _have_advice(scene, path, token, advice)
    if not application.fate.submits:
        return Filed(draft["id"], "", enterprise, application)
    submitted = await intake.ask(
        "POST",
        f"{path}/submission",
        token,
        headers={"idempotency-key": scene.key(application, "submission")},
    )
    return Filed(draft["id"], submitted["number"], enterprise, application)


async def _have_advice(scene: Scene, path: str, token: str, advice: AdviceOn) -> None:
    declared = scene.programme.pre_evaluation
    if declared is None:
        raise PlayFault("intake", f"{scene.programme.key} gives no advice on drafts")
    await scene.services.intake.ask("PUT", f"{path}/pre-evaluation", token)
    given = await scene.services.intake.ask(
        "POST",
        f"{path}/pre-evaluation/advice",
        scene.people.acting_in(declared),
        data=advice.model_dump(),
    )
    if len(given["advice"]) != 1:
        raise PlayFault("intake", f"{path} has had advice {len(given['advice'])}×")


async def _draft(scene: Scene, enterprise: Enterprise, application: Application, token: str) -> Any:
    """A new draft, or the one that has come with the call of the enterprise, filled in."""
    intake = scene.services.intake
    said = {
        "category": application.category,
        "industry": application.industry,
        "answers": application.answers,
    }
    if (called := scene.called.get(enterprise.uscc)) is not None:
        path = f"/intake/v1/applications/{called}"
        return await intake.ask("PATCH", path, token, headers={"if-match": "*"}, data=said)
    return await intake.ask(
        "POST",
        "/intake/v1/applications",
        token,
        headers={"idempotency-key": scene.key(application, "draft")},
        data={
            "programme": scene.programme.id,
            "round": scene.round.id,
            "product": application.product.model_dump(),
            **said,
        },
    )


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
