"""An act: a part of a stage that is played at one go."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from deploy.replay.scene import Scene


@dataclass(frozen=True)
class Act:
    """What is done, by a name for whoever wants to do something in the middle of it."""

    name: str
    play: Callable[[Scene], Awaitable[None]]
