"""The player of the kind `public_notice`: the list is shown, and objected to."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from functools import partial

from deploy.replay.client.answers import Answer
from deploy.replay.faults import PlayFault
from deploy.replay.players.act import Act
from deploy.replay.players.confirming import confirm
from deploy.replay.players.lists import entries, freeze
from deploy.replay.scenario.fates import Fate
from deploy.replay.scenario.plan import Objections, PublicNoticeStep
from deploy.replay.scene import Scene
from deploy.replay.waiting import until
from shared.programmes.path import Announcement, PublicNotice


def public_notice_acts(
    stage: PublicNotice, step: PublicNoticeStep, _fates: Collection[Fate]
) -> Iterator[Act]:
    """Freezing and showing the list, then the objections to it."""
    yield Act("publish", partial(publish, stage=stage, step=step))
    if step.objections is not None:
        hear = partial(hear_objections, stage=stage, objections=step.objections)
        yield Act("hear_objections", hear)


async def publish(scene: Scene, stage: PublicNotice, step: PublicNoticeStep) -> None:
    """Freezes the list and puts it under public notice; everybody can read it then."""
    announcement = _announcement(scene, stage)
    listed = len(scene.course.listed[announcement.id])
    scene.now(step.frozen_at)
    with scene.bars.stage("public notice", listed) as bar:
        await freeze(scene, announcement)
        scene.now(step.opened_at)
        list_id, officer = scene.lists[announcement.id], scene.people.acting_in(stage)
        await confirm(scene, f"/review/v1/lists/{list_id}/notice", officer)
        async for _ in entries(scene, announcement):
            bar.advance()
        if bar.done != listed:
            raise PlayFault("review", f"the public list shows {bar.done} entries")


async def hear_objections(scene: Scene, stage: PublicNotice, objections: Objections) -> None:
    """Some objections remove an entry, some are dismissed, and one may come too late."""
    announcement = _announcement(scene, stage)
    outcomes = await _objected_to(scene, announcement)
    reasons = {"upheld": objections.upheld_for, "dismissed": objections.dismissed_for}
    list_id = scene.lists[announcement.id]
    late_at = objections.late_at
    with scene.bars.stage("objections", len(outcomes) + (late_at is not None)) as bar:
        scene.now(objections.filed_at)
        filed = {
            entry: await _object(scene, stage, list_id, entry, objections) for entry in outcomes
        }
        served = {e: filed[e] for e, outcome in outcomes.items() if outcome == "upheld"}
        await _hear_enterprises(scene, stage, list_id, served)
        scene.now(objections.decided_at)
        for entry, objection in filed.items():
            await scene.services.review.need(
                "POST",
                f"/review/v1/lists/{list_id}/objections/{objection}/decision",
                scene.people.acting_in(stage),
                data={"outcome": outcomes[entry], "reason": reasons[outcomes[entry]]},
            )
            bar.advance()
        if late_at is not None:
            entry = next(e for e, outcome in outcomes.items() if outcome == "dismissed")
            await _object_late(scene, list_id, entry, objections, late_at)
            bar.advance()


async def _hear_enterprises(
    scene: Scene, stage: PublicNotice, list_id: str, served: Mapping[int, str]
) -> None:
    """An officer serves what may be upheld, and each enterprise answers what it finds."""
    path, officer = f"/review/v1/lists/{list_id}/objections", scene.people.acting_in(stage)
    for objection in served.values():
        await scene.services.review.need("POST", f"{path}/{objection}/service", officer, data={})
    found = await scene.services.review.ask("GET", path, officer)
    against = {o["objection"]: o["application"] for o in found["objections"]}

    async def notices() -> dict[str, int]:
        kinds = (await scene.notify_progress())["kinds"]
        return {"served": kinds.get("objection", {}).get("notices", 0)}

    await until("objections served", notices, {"served": len(served)})
    for objection in served.values():
        filed = scene.filed[against[objection]]
        token = scene.people.enterprise(filed.enterprise.uscc)
        answer = {"answer": "我司对异议所述情况说明如下，请予核实。"}
        await scene.services.review.need("POST", f"{path}/{objection}/answer", token, data=answer)


def _announcement(scene: Scene, stage: PublicNotice) -> Announcement:
    """The announcement that the list goes to after this notice."""
    way = scene.programme.way
    return next(a for a in way.of_kind(Announcement) if way.notice_of(a) == stage)


async def _objected_to(scene: Scene, stage: Announcement) -> dict[int, str]:
    """The entries that are objected to, and what will become of the objection."""
    shown = {e["product"]["zh"]: int(e["entry"]) async for e in entries(scene, stage)}
    outcomes = {
        **{a.product.zh: "dismissed" for _, a in scene.course.dismissed[stage.id]},
        **{a.product.zh: "upheld" for _, a in scene.course.upheld[stage.id]},
    }
    return {shown[product]: outcome for product, outcome in outcomes.items()}


async def _object(
    scene: Scene, stage: PublicNotice, list_id: str, entry: int, objections: Objections
) -> str:
    """Files one, which counts once an officer has called whoever it is from."""
    answer = await _send(scene, list_id, entry, objections, objections.facts)
    if answer.status != 201 or not answer.json()["in_time"]:
        raise PlayFault("review", f"objection to entry {entry}: {answer.problem}")
    objection = str(answer.json()["objection"])
    await scene.services.review.need(
        "POST",
        f"/review/v1/lists/{list_id}/objections/{objection}/contact",
        scene.people.acting_in(stage),
        data={"how": "phone", "proof": "通话登记，本人确认提出异议。"},
    )
    return objection


async def _object_late(
    scene: Scene, list_id: str, entry: int, objections: Objections, at: datetime
) -> None:
    """After the notice; with other words, for the same once more would be the same objection."""
    scene.now(at)
    late = await _send(scene, list_id, entry, objections, objections.late_facts or "")
    if late.code != "objection-late":
        raise PlayFault("review", f"an objection after the notice: {late.problem}")


async def _send(
    scene: Scene, list_id: str, entry: int, objections: Objections, facts: str
) -> Answer:
    """Files an objection without signing in, by a person or an organisation."""
    people = objections.objectors
    person, organisation = people.person, people.organisation
    return await scene.services.review.call(
        "POST",
        f"/review/v1/lists/{list_id}/objections",
        data={
            "entry": entry,
            "objector": {"kind": "person", **person}
            if entry % 2
            else {"kind": "organisation", **organisation},
            "facts": facts,
            "evidence": objections.evidence,
        },
    )
