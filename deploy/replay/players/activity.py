"""An activity beside the path: planned, held, and who took part recorded."""

from typing import Any

from deploy.replay.faults import PlayFault
from deploy.replay.players.certificates import hand_over
from deploy.replay.scenario.plan import HoldActivity, TookPart
from deploy.replay.scene import Filed, Scene
from shared.calendar import beijing_date

BULK = 100
"""Attendances in a request."""


async def hold_activity(scene: Scene, step: HoldActivity) -> None:
    """Plans the activity, holds it, records who took part, and hands over what is given there.

    Raises PlayFault when a record is refused, or others took part than were recorded.
    """
    declared = next(each for each in scene.programme.activities if each.id == step.activity)
    token, review = scene.people.acting_in(declared), scene.services.review
    rows = _rows(scene, step)
    with scene.bars.stage(declared.name.en.lower()[:34], len(rows)) as bar:
        scene.now(step.planned_at or step.at)
        day = beijing_date(step.at).isoformat()
        planned = await review.ask(
            "POST",
            f"/review/v1/rounds/{scene.path}/activities",
            token,
            data={
                "activity": step.activity,
                "number": step.number,
                "held_on": day,
                "venue": step.venue,
            },
        )
        scene.now(step.at)
        path = f"/review/v1/rounds/{scene.path}/activities/{planned['activity']}"
        held = await review.ask("POST", f"{path}/holding", token, data={"held_on": day})
        for start in range(0, len(rows), BULK):
            chunk = rows[start : start + BULK]
            answer = await review.ask(
                "POST", f"{path}/attendances", token, data={"attendances": chunk}
            )
            refused = [result for result in answer["results"] if not result["done"]]
            if refused:
                raise PlayFault("review", f"attendances refused, such as {refused[0]}")
            bar.advance(len(chunk))
    if held["state"] != "held":
        raise PlayFault("review", f"held, and yet {held}")
    if step.hands_over is not None:
        await hand_over(scene, step.hands_over, planned["activity"], step)


def _rows(scene: Scene, step: HoldActivity) -> list[dict[str, Any]]:
    """One a participant, with everything that it took part as."""
    roles: dict[str, list[str]] = {}
    for said in step.took_part:
        for filed in _taking_part(scene, said):
            roles.setdefault(filed.id, []).append(said.role)
    return [{"application": id_, "roles": named} for id_, named in roles.items()]


def _taking_part(scene: Scene, said: TookPart) -> list[Filed]:
    """All that so many enterprises have passed the stage with, the best enterprises first."""
    passed = sorted(scene.course.passing[said.passed], key=lambda entrant: entrant[1].merit)
    codes = list(dict.fromkeys(enterprise.uscc for enterprise, _ in passed))
    there = set(codes if said.enterprises is None else codes[: scene.size.of(said.enterprises)])
    return [filed for filed in scene.of(passed) if filed.enterprise.uscc in there]
