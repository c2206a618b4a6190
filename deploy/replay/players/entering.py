"""The province enters the figures that nobody here can compute, with their source."""

from datetime import date

from deploy.replay.scene import Scene
from shared.calendar import beijing_date
from shared.values import Bilingual

LAST_ROUND = "recommended_2018"
RANK = "rank_in_province"
SCALED = Bilingual(zh="按演示规模折算", en="scaled to the size of the demo")


async def enter_last_round(scene: Scene) -> None:
    """How many were recommended in the round before."""
    scene.now(scene.dates.application_days[0])
    await _enter(scene, LAST_ROUND, scene.shares.year_before, date(scene.round.year - 1, 12, 31))


async def enter_rank(scene: Scene) -> None:
    """The rank in the province, which is published with the result; it has no scaled version."""
    if scene.shares.scaled:
        return
    published = {f.figure: f for f in scene.programme.published_figures}
    await _enter(scene, RANK, int(published[RANK].value), beijing_date(scene.dates.announcement))


async def _enter(scene: Scene, identity: str, value: int, as_of: date) -> None:
    published = {f.figure: f for f in scene.programme.published_figures}
    figures = {figure.id: figure for figure in scene.programme.external_figures}
    source = published[identity].source
    told = {"zh": source.zh, "en": source.en}
    if scene.shares.scaled:
        told = {"zh": f"{source.zh}（{SCALED.zh}）", "en": f"{source.en} ({SCALED.en})"}
    await scene.services.stats.need(
        "PUT",
        f"/stats/v1/external-figures/{scene.path}/{identity}",
        scene.people.province,
        data={
            "value": str(value),
            "unit": figures[identity].unit,
            "source": told,
            "as_of": as_of.isoformat(),
        },
    )
