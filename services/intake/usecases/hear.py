"""News from another service reaches an application."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from services.intake.domain.application import Application
from services.intake.domain.news import News
from services.intake.ports import Applications
from shared.errors import NotFound, StaleWrite
from shared.retrying import retry


@dataclass(frozen=True)
class Hear:
    """The effect and the memory of it are one save, so that each piece of news counts once."""

    applications: Applications

    async def __call__(self, news: News) -> None:
        """Raises NotFound for an application that intake does not have."""

        async def once() -> None:
            found = await self.applications.get(news.application)
            changed = news.heard_by(found.application)
            if changed is found.application:
                return
            event = None if news.event is None else news.event(changed)
            events = () if event is None else (event,)
            await self.applications.save(found, changed, *events, at=news.at)

        await retry(once)

    async def in_bulk(self, news: Sequence[News]) -> None:
        """Hears much at once, with one save an application; none of it may tell an event.

        Raises NotFound when intake does not have one of the applications; the others have heard
        their news by then.
        """
        waiting: dict[str, list[News]] = defaultdict(list)
        for each in news:
            waiting[each.application].append(each)

        async def once() -> None:
            found = await self.applications.get_many(list(waiting))
            changed = [(f, _heard(f.application, waiting[i])) for i, f in found.items()]
            new = [(f, after) for f, after in changed if after is not f.application]
            stale = await self.applications.save_many(new, at=news[0].at)
            for identity in found.keys() - stale:
                del waiting[identity]
            if stale:
                raise StaleWrite("application")

        await retry(once)
        if waiting:
            raise NotFound("application", next(iter(waiting)))


def _heard(application: Application, news: Sequence[News]) -> Application:
    return reduce(lambda known, each: each.heard_by(known), news, application)
