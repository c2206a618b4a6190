"""One round of a test: who acts in it, and when."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from deploy.local.stack import LocalStack
from deploy.replay.cast.codes import credit_code
from shared.calendar import BEIJING, Calendar
from shared.programmes import Programme, Round
from tests.clients.enterprise import Application, Enterprise
from tests.clients.http import Account, Http
from tests.clients.mailbox import Mailbox
from tests.clients.offices import Association, City, Province
from tests.clients.papers import COMPLETE, Part
from tests.clients.waiting import until, until_equal

_codes = Random("enterprises of the tests")
_serials = count(1)


class SmallRound:
    """A round with a quota of three; `path` is `programme/round` as addresses have it."""

    def __init__(self, http: Http, stack: LocalStack, programme: Programme, round_: Round) -> None:
        self.http = http
        self.programme = programme
        self.round = round_
        self.path = f"{programme.id}/{round_.id}"
        self.mailbox = Mailbox(http)
        self.public = Account(http, None)
        self.association = Association(http, stack.issuer.mint("association", ["association"]))
        city = stack.issuer.mint("city", ["recommender"], office="jiangmen")
        self.city = City(http, city)
        self.province = Province(
            Account(http, stack.issuer.mint("reviewer", ["reviewer"])),
            Account(http, stack.issuer.mint("officer", ["officer"])),
        )
        self.operator = Account(http, stack.issuer.mint("operator", ["operator"]))
        self._issuer = stack.issuer
        self._clock = stack.clock
        self._calendar = Calendar()

    def now(self, instant: datetime) -> None:
        """Lets it be this instant for all services."""
        self._clock.set(instant)

    def stop_at(self, instant: datetime) -> None:
        """Lets it be this very instant until the clock is set again."""
        self._clock.set(instant, rate=0.0)

    def end_notice(self, notice: Mapping[str, Any]) -> None:
        """Lets it be late enough after a public notice for the announcement."""
        self.now(datetime.fromisoformat(notice["closes_at"]) + timedelta(minutes=1))

    def open(self) -> None:
        """Lets it be 9 o'clock on the first working day of the application period."""
        self.now(self.working_day(self.round.opens_at, 0))

    def working_day(self, after: datetime, number: int, hour: int = 9) -> datetime:
        """The `number`-th working day after a day in Beijing; 0 is that day or the next such."""
        day = after.astimezone(BEIJING).replace(hour=hour, minute=0, second=0, microsecond=0)
        while not self._calendar.day(day.date()).working:
            day += timedelta(days=1)
        for _ in range(number):
            day += timedelta(days=1)
            while not self._calendar.day(day.date()).working:
                day += timedelta(days=1)
        return day

    def stranger(self, mail: str = "info") -> Enterprise:
        """An enterprise that is not registered yet; addresses `bounce…` refuse all mail."""
        uscc = str(credit_code(_codes, "440703"))
        token = self._issuer.mint(f"enterprise-{uscc}", ["enterprise"], uscc=uscc)
        return Enterprise(self.http, token, uscc, f"{mail}@e{next(_serials)}.example.com")

    async def enterprise(self, mail: str = "info") -> Enterprise:
        """A registered enterprise."""
        found = self.stranger(mail)
        await found.register()
        return found

    async def draft(self, *requirements: str, mail: str = "info") -> Application:
        """A draft of a new enterprise with files for these requirements."""
        owner = await self.enterprise(mail)
        draft = await owner.draft(self.programme.id, self.round.id)
        await draft.upload(*requirements)
        return draft

    async def submitted(
        self, lacking: Sequence[str] = (), mail: str = "info", more: Sequence[Part] = ()
    ) -> Application:
        """A submitted application that review has a case of; `more` are files of its own."""
        application = await self.draft(*(i for i in COMPLETE if i not in lacking), mail=mail)
        if more:
            path = f"{application.path}/materials"
            await application.owner.ask("POST", path, files=list(more))
        await application.submit()
        await until("a case", lambda: self.association.has_case(application), bool)
        return application

    async def accepted(self) -> Application:
        """An application that passed formal review."""
        application = await self.submitted()
        await self.association.accept(application)
        return application

    async def asked(self, lacking: Sequence[str], mail: str = "info") -> Application:
        """An application whose enterprise was notified of what is missing."""
        application = await self.submitted(lacking, mail)
        await self.association.notify(application)
        return application

    async def recommend(self, *applications: Application) -> None:
        """The city recommends them, the first one best, and their enterprises are told."""
        await self.city.recommend(self.path, applications)
        for application in applications:
            await self.reaches(application, "recommended")
            await self.is_told(application, "recommended")

    async def listed(self, *applications: Application, leave_out: str | None = None) -> str:
        """A frozen list of these applications, accepted before; tells its id.

        By then the call is over. `leave_out` is why what is still open is not waited for.
        """
        await self.recommend(*applications)
        for application in applications:
            row = await self.province.decide(application)
            assert row["done"], row
        self.now(self.working_day(self.round.closes_at, 0))
        return await self.province.freeze(self.path, leave_out)

    async def reaches(self, application: Application, stage: str) -> None:
        """Waits until the case is in this stage."""

        async def now() -> str:
            return await self.association.stage(application)

        await until_equal(f"stage of {application.number}", now, stage)

    async def is_told(self, application: Application, stage: str) -> None:
        """Waits until the enterprise sees its application in this stage."""
        await until_equal(f"what {application.number} is told", application.stage, stage)

    async def is_shown(self, application: Application, *steps: str) -> dict[str, str]:
        """Waits until its timeline has all of these steps; each step's last text in Chinese.

        Steps come from several services, so that one being there says nothing of the others.
        """

        async def shown() -> dict[str, str]:
            events = (await application.timeline())["events"]
            return {line["what"]: line["text"]["zh"] for line in events}

        def has_all(texts: dict[str, str]) -> bool:
            return texts.keys() >= set(steps)

        return await until(f"timeline with {', '.join(steps)}", shown, has_all)

    async def is_told_why_not(self, application: Application) -> None:
        """Waits until the second notice, that of its non-acceptance, has come to the enterprise."""

        async def notices() -> int:
            told = [line["what"] for line in (await application.timeline())["events"]]
            return told.count("notice_delivered")

        await until_equal("notices delivered", notices, 2)

    async def due_at(self, application: Application) -> datetime:
        """Waits until the supplement clock runs and its enterprise knows all of it.

        Tells when the clock ends.
        """
        await self.reaches(application, "awaiting_supplement")
        timeline = await until("a delivery and a due date", application.timeline, _tells_the_term)
        return datetime.fromisoformat(timeline["due_at"])

    async def figures(self) -> dict[str, Any]:
        """The value of every measure of the round, as the public reads it."""
        found = await self.public.get(f"/stats/v1/rounds/{self.path}")
        return {measure["id"]: measure["value"] for measure in found["measures"]}

    async def figures_become(self, **expected: str) -> None:
        """Waits until the public figures named are these."""

        async def now() -> dict[str, Any]:
            figures = await self.figures()
            return {name: figures.get(name) for name in expected}

        await until_equal("figures", now, expected)

    async def snapshots_become(self, listed: dict[str, str]) -> None:
        """Waits until the snapshots of these moments are taken with so many entries on the list."""

        async def now() -> dict[str, Any]:
            found = await self.public.get(f"/stats/v1/rounds/{self.path}/snapshots")
            return {
                one["moment"]: str(one["listed"])
                for one in found["snapshots"]
                if one["taken"] and one["moment"] in listed
            }

        await until_equal("snapshots", now, listed)

    async def progress_becomes(self, **expected: int) -> None:
        """Waits until review counts these in the round."""

        async def now() -> dict[str, Any]:
            found = await self.association.get(f"/review/v1/rounds/{self.path}/progress")
            return {name: found[name] for name in expected}

        await until_equal("progress", now, expected)


def _tells_the_term(timeline: Mapping[str, Any]) -> bool:
    # That the notice arrived comes by another topic than when the term ends.
    told = {line["what"] for line in timeline["events"]}
    return timeline["due_at"] is not None and bool({"notice_delivered", "notice_served"} & told)
