"""Objections during the public notice, and one after it."""

from deploy.replay.cast.fates import RECOMMENDED
from deploy.replay.faults import PlayFault
from deploy.replay.players.objecting import NOT_THE_PRODUCT, OTHER_OWNER, object_to
from deploy.replay.players.publishing import entries
from deploy.replay.scene import Scene

_REASONS = {"upheld": "facts_confirmed", "dismissed": "facts_not_confirmed"}


async def hear_objections(scene: Scene) -> None:
    """Some objections are upheld and remove an entry, one is dismissed, one comes too late."""
    outcomes = await _objected_to(scene)
    with scene.bars.stage("objections", len(outcomes) + 1) as bar:
        scene.now(scene.dates.objections)
        filed = {entry: await _object(scene, entry) for entry in outcomes}
        scene.now(scene.dates.objections_decided)
        for entry, objection in filed.items():
            await scene.services.review.need(
                "POST",
                f"/review/v1/lists/{scene.list_id}/objections/{objection}/decision",
                scene.people.province,
                data={"outcome": outcomes[entry], "reason": _REASONS[outcomes[entry]]},
            )
            bar.advance()
        scene.now(scene.dates.announcement)
        dismissed = next(e for e, outcome in outcomes.items() if outcome == "dismissed")
        # The same words once more would be the same objection.
        late = await object_to(scene, dismissed, NOT_THE_PRODUCT)
        if late.code != "objection-late":
            raise PlayFault("review", f"an objection after the notice: {late.problem}")
        bar.advance()


async def _objected_to(scene: Scene) -> dict[int, str]:
    """The entries that are objected to, and what will become of the objection."""
    shown = {entry["product"]["zh"]: int(entry["entry"]) async for entry in entries(scene)}
    by_merit = {
        filed.application.merit: shown.get(filed.application.product.zh)
        for filed in scene.with_fates(RECOMMENDED)
    }
    outcomes = {by_merit[1]: "dismissed"}
    for merit in range(scene.shares.recognised + 1, scene.shares.listed + 1):
        outcomes[by_merit[merit]] = "upheld"
    return {entry: outcome for entry, outcome in outcomes.items() if entry is not None}


async def _object(scene: Scene, entry: int) -> str:
    answer = await object_to(scene, entry, OTHER_OWNER)
    if answer.status != 201 or not answer.json()["in_time"]:
        raise PlayFault("review", f"objection to entry {entry}: {answer.problem}")
    return str(answer.json()["objection"])
