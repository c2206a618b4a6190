"""A milestone: something that an application has reached, by the id under which it is counted."""

from typing import Annotated

from pydantic import StringConstraints

from shared.programmes import shapes
from shared.programmes.strict import Bilingual, Strict

MilestoneId = Annotated[str, StringConstraints(pattern=shapes.MILESTONE_ID)]


class Milestone(Strict):
    """The id that events and figures use, and the words that people read."""

    id: MilestoneId
    name: Bilingual


def milestone(id: str, zh: str, en: str) -> Milestone:
    """A milestone with its words."""
    return Milestone(id=id, name=Bilingual(zh=zh, en=en))
