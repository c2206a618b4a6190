"""Enterprises register."""

from deploy.replay.cast.model import Enterprise
from deploy.replay.client.crowd import each
from deploy.replay.scene import Scene


async def register(scene: Scene) -> None:
    """Every enterprise says who it is and where its mail goes."""
    everyone = scene.cast.enterprises
    scene.now(scene.dates.application_days[0])
    with scene.bars.stage("register enterprises", len(everyone)) as bar:

        async def one(enterprise: Enterprise) -> None:
            await scene.services.intake.need(
                "PUT",
                f"/intake/v1/enterprises/{enterprise.uscc}",
                scene.people.enterprise(enterprise.uscc),
                data={
                    "name": enterprise.name.model_dump(),
                    "district": enterprise.district,
                    "industry": enterprise.industry,
                    "language": enterprise.language,
                    "email": enterprise.email,
                },
            )
            bar.advance()

        await each(everyone, one)
