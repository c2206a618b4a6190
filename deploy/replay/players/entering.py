"""An officer enters the figures that nobody here can compute, with their source."""

from deploy.replay.scenario.plan import Enter
from deploy.replay.scene import Scene
from shared.programmes import Bilingual


async def enter(scene: Scene, step: Enter) -> None:
    """Enters one figure, at the size of the round."""
    if step.at_full_size_only and scene.size.scaled:
        return
    scene.now(step.at)
    figures = {figure.id: figure for figure in scene.programme.external_figures}
    await scene.services.stats.need(
        "PUT",
        f"/stats/v1/external-figures/{scene.path}/{step.enter}",
        scene.people.officer,
        data={
            "value": str(_value(scene, step)),
            "unit": figures[step.enter].unit,
            "source": _source(scene, step).model_dump(),
            "as_of": step.as_of.isoformat(),
            **step.model_dump(include={"scope", "year", "qualifier"}, exclude_none=True),
        },
    )


def _value(scene: Scene, step: Enter) -> object:
    if isinstance(step.value, int | str):
        return scene.size.of(step.value)
    if step.value is not None:
        return step.value
    return next(f.value for f in scene.programme.published_figures if f.figure == step.enter)


def _source(scene: Scene, step: Enter) -> Bilingual:
    published = {f.figure: f.source for f in scene.programme.published_figures}
    source, note = step.source or published[step.enter], scene.size.note
    if note is None:
        return source
    return Bilingual(zh=f"{source.zh}（{note.zh}）", en=f"{source.en} ({note.en})")
