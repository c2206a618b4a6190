"""A committee meets on everything that has come so far, from the agenda to the minutes."""

from collections.abc import Sequence
from typing import Any

from deploy.replay.bars import Bar
from deploy.replay.faults import PlayFault
from deploy.replay.players.queue import decide_in_bulk, send_rows
from deploy.replay.players.verdict import verdict_of
from deploy.replay.scenario.plan import DecisionStep
from deploy.replay.scene import Filed, Scene
from deploy.replay.waiting import until
from shared.calendar import beijing_date
from shared.programmes.path import Decision
from shared.programmes.path.kinds.decision import Committee

INTEREST = "与申报单位有利害关系，主动回避。"


async def hold_meeting(
    scene: Scene,
    stage: Decision,
    committee: Committee,
    step: DecisionStep,
    arrived: Sequence[Filed],
    bar: Bar,
) -> None:
    """Holds a meeting, the first of its stage, until its cases are decided and minuted.

    All who take part agree. Raises PlayFault when others are on the agenda than have come, or the
    minutes are no PDF.
    """
    review, token = scene.services.review, scene.people.acting_in(stage)
    path = await _planned(scene, stage, step, token, len(arrived))
    present = committee.members - step.meeting.absent
    members = [
        {"id": f"m{n:03d}", "name": f"委员{n}", "present": n <= present}
        for n in range(1, committee.members + 1)
    ]
    await review.need("PUT", f"{path}/attendance", token, data={"members": members})
    leaving = members[: step.meeting.leaving] if arrived else []
    if leaving:
        left = [{"member": member["id"], "reason": INTEREST} for member in leaving]
        row = {"application": arrived[0].id, "recusals": left}
        await send_rows(scene, f"{path}/recusals", token, [row], "cases")
    votes = [
        _vote(scene, stage, step, filed, present - (0 if n else len(leaving)))
        for n, filed in enumerate(arrived)
    ]
    await decide_in_bulk(scene, f"{path}/votes", token, votes, bar, "votes")
    await review.need("POST", f"{path}/closing", token)

    async def meeting() -> dict[str, Any]:
        found: dict[str, Any] = await review.ask("GET", path, token)
        return found

    await until("meeting held", meeting, {"state": "held"})
    minutes = await review.need("GET", f"{path}/minutes.pdf", token)
    if not minutes.body.startswith(b"%PDF-"):
        raise PlayFault("review", f"the minutes of {stage.id} are no PDF")


async def _planned(
    scene: Scene, stage: Decision, step: DecisionStep, token: str, expected: int
) -> str:
    """The address of the meeting, with all that wait on its agenda."""
    meetings = f"/review/v1/rounds/{scene.path}/meetings"
    planned = await scene.services.review.ask(
        "POST",
        meetings,
        token,
        data={
            "stage": stage.id,
            "number": 1,
            "held_on": beijing_date(step.at).isoformat(),
            "venue": step.meeting.venue,
        },
    )
    if planned["cases"] != expected:
        fault = f"{planned['cases']} cases are on the agenda of {stage.id}, {expected} have come"
        raise PlayFault("review", fault)
    return f"{meetings}/{planned['meeting']}"


def _vote(
    scene: Scene, stage: Decision, step: DecisionStep, filed: Filed, voting: int
) -> dict[str, Any]:
    made = verdict_of(scene, stage, step, filed.application)
    in_favour, against = (voting, 0) if made.passes else (0, voting)
    return {"application": filed.id, "in_favour": in_favour, "against": against, **made.said}
