"""The player of the kind `announcement`: the list is made known, and every case has its outcome."""

from collections.abc import Collection, Iterator
from functools import partial

from deploy.replay.faults import PlayFault
from deploy.replay.players.act import Act
from deploy.replay.players.confirming import confirm
from deploy.replay.players.lists import entries, freeze
from deploy.replay.scenario.fates import Fate
from deploy.replay.scenario.plan import AnnouncementStep
from deploy.replay.scene import Scene
from deploy.replay.waiting import until
from shared.programmes.path import Announcement
from shared.programmes.path.kinds.announcement import Announcing


def announcement_acts(
    stage: Announcement, step: AnnouncementStep, _fates: Collection[Fate]
) -> Iterator[Act]:
    """Announcing; before it freezing, where no notice has done so."""
    yield Act("announce", partial(announce, stage=stage, step=step))


async def announce(scene: Scene, stage: Announcement, step: AnnouncementStep) -> None:
    """Announces what is left of the list."""
    arrived, left = scene.course.arriving[stage.id], scene.course.passing[stage.id]
    removed = len(scene.course.listed[stage.id]) - len(left)
    if step.frozen_at is not None:
        scene.now(step.frozen_at)
        await freeze(scene, stage)
    scene.now(step.at)
    after = scene.course.waiting(stage, left)
    announced_word = stage.word(Announcing.ANNOUNCED).id
    after[announced_word] = len(arrived) - after.total()
    with scene.bars.stage("announced", len(arrived)) as bar:
        announced = await confirm(
            scene,
            f"/review/v1/lists/{scene.lists[stage.id]}/announcement",
            scene.people.acting_in(stage),
        )
        if (announced["recognised"], announced["removed"]) != (len(left), removed):
            raise PlayFault("review", f"announced {announced}")
        await until(
            "outcomes given",
            scene.review_progress,
            {**after, stage.word(Announcing.WAITING).id: 0},
            lambda seen: bar.reach(sum(seen[word] for word in after)),
        )
    if step.frozen_at is not None:
        shown = [entry async for entry in entries(scene, stage)]
        if len(shown) != len(left):
            raise PlayFault("review", f"the announced list shows {len(shown)} entries")
