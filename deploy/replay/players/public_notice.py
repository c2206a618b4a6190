"""The player of the kind `public_notice`: the list is shown, and objected to."""

from collections.abc import Collection, Iterator
from datetime import datetime
from functools import partial

from deploy.replay.client.answers import Answer
from deploy.replay.faults import PlayFault
from deploy.replay.players.act import Act
from deploy.replay.players.lists import entries, freeze
from deploy.replay.scenario.fates import Fate
from deploy.replay.scenario.plan import Objections, PublicNoticeStep
from deploy.replay.scene import Scene
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
        await scene.services.review.need("POST", f"/review/v1/lists/{list_id}/notice", officer)
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
        filed = {entry: await _object(scene, list_id, entry, objections) for entry in outcomes}
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


async def _object(scene: Scene, list_id: str, entry: int, objections: Objections) -> str:
    answer = await _send(scene, list_id, entry, objections, objections.facts)
    if answer.status != 201 or not answer.json()["in_time"]:
        raise PlayFault("review", f"objection to entry {entry}: {answer.problem}")
    return str(answer.json()["objection"])


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
