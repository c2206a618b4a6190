"""What the offices do: the association, the city and the province."""

from collections.abc import Sequence
from typing import Any

import httpx

from tests.clients.enterprise import Application
from tests.clients.http import Account

CASES = "/review/v1/cases"


class Association(Account):
    """Does the formal review."""

    async def case(self, application: Application) -> dict[str, Any]:
        """The whole case."""
        found: dict[str, Any] = await self.get(f"{CASES}/{application.id}")
        return found

    async def has_case(self, application: Application) -> bool:
        """Whether review knows of the application."""
        return (await self.call("GET", f"{CASES}/{application.id}")).status_code == 200

    async def stage(self, application: Application) -> str:
        """The stage of the case."""
        return str((await self.case(application))["stage"])

    async def judge(
        self, application: Application, requirement: str, verdict: str, reason: str | None = None
    ) -> None:
        """Says a word on one item."""
        order = {"requirement": requirement, "verdict": verdict, "reason": reason}
        path = f"{CASES}/{application.id}/verdicts"
        await self.ask("POST", path, json={"verdicts": [order]})

    async def notify(self, application: Application, traceparent: str | None = None) -> None:
        """Tells the applicant everything that is missing."""
        headers = {"traceparent": traceparent} if traceparent else {}
        await self.ask("POST", f"{CASES}/{application.id}/notification", headers=headers)

    async def accept(self, application: Application) -> None:
        """Formal review is passed."""
        await self.ask("POST", f"{CASES}/{application.id}/acceptance")


class City(Account):
    """Recommends."""

    async def try_recommend(
        self, path: str, applications: Sequence[Application], sheet: str = "sheet-1"
    ) -> httpx.Response:
        """Sends a summary sheet ranked as given, whatever comes of it."""
        rows = [{"rank": rank, "number": a.number} for rank, a in enumerate(applications, 1)]
        body = {"sheet": f"{path.replace('/', '.')}.{sheet}", "opinion": "同意推荐。", "rows": rows}
        return await self.call("POST", f"/review/v1/rounds/{path}/recommendations", json=body)

    async def recommend(self, path: str, applications: Sequence[Application]) -> None:
        """Recommends them, the first one best."""
        answer = await self.try_recommend(path, applications)
        assert answer.is_success, f"recommendation → {answer.status_code} {answer.text}"


class Province:
    """Decides, and publishes."""

    def __init__(self, reviewer: Account, officer: Account) -> None:
        self.reviewer = reviewer
        self.officer = officer

    async def decide(
        self, application: Application, verdict: str = "recognise", reason: str | None = None
    ) -> dict[str, Any]:
        """Decides on one application; the row of the result."""
        order = {
            "application": application.id,
            "verdict": verdict,
            "opinion": "评审意见：综合评定。",
            "reason": reason,
        }
        body = {"decisions": [order]}
        answer = await self.reviewer.ask("POST", "/review/v1/decisions", json=body)
        row: dict[str, Any] = answer["results"][0]
        return row

    async def freeze(self, path: str) -> str:
        """Freezes the round's list and tells its id."""
        found = await self.officer.ask("POST", f"/review/v1/rounds/{path}/lists")
        return str(found["list"])

    async def open_notice(self, list_: str) -> dict[str, Any]:
        """Puts the list under public notice."""
        found: dict[str, Any] = await self.officer.ask("POST", f"/review/v1/lists/{list_}/notice")
        return found

    async def announce(self, list_: str) -> dict[str, Any]:
        """Makes the list final."""
        path = f"/review/v1/lists/{list_}/announcement"
        found: dict[str, Any] = await self.officer.ask("POST", path)
        return found

    async def decide_objection(self, list_: str, objection: str, outcome: str, reason: str) -> None:
        """Upholds or dismisses."""
        path = f"/review/v1/lists/{list_}/objections/{objection}/decision"
        await self.officer.ask("POST", path, json={"outcome": outcome, "reason": reason})
