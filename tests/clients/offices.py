"""What the offices do: the association, the city and the province."""

from collections.abc import Mapping, Sequence
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
        self,
        application: Application,
        requirement: str,
        verdict: str,
        reason: str | None = None,
        **more: Any,
    ) -> None:
        """Says a word on one item, or on one file of it."""
        order = {"requirement": requirement, "verdict": verdict, "reason": reason, **more}
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

    async def confirm(self, path: str, **more: Any) -> dict[str, Any]:
        """Does what the preview of this address shows, which is looked at again if it changed."""
        while True:
            confirmation = (await self.officer.get(f"{path}/preview"))["confirmation"]
            order = {"confirmation": confirmation, **more}
            answer = await self.officer.call("POST", path, json=order)
            if answer.status_code != 409 or "shown-has-changed" not in answer.text:
                assert answer.is_success, f"POST {path} → {answer.status_code} {answer.text}"
                found: dict[str, Any] = answer.json()
                return found

    async def freeze(self, path: str, leave_out: str | None = None) -> str:
        """Freezes the round's list, without what is open if it says why, and tells its id."""
        more = {} if leave_out is None else {"leave_out": {"reason": leave_out}}
        return str((await self.confirm(f"/review/v1/rounds/{path}/lists", **more))["list"])

    async def open_notice(self, list_: str) -> dict[str, Any]:
        """Puts the list under public notice."""
        return await self.confirm(f"/review/v1/lists/{list_}/notice")

    async def announce(self, list_: str) -> dict[str, Any]:
        """Makes the list final."""
        return await self.confirm(f"/review/v1/lists/{list_}/announcement")

    async def correct(
        self, list_: str, why: str, reason: str, entries: Sequence[Mapping[str, Any]]
    ) -> dict[str, Any]:
        """Publishes a correction of an announced list as it is shown."""
        path = f"/review/v1/lists/{list_}/corrections"
        body = {"why": why, "reason": reason, "entries": list(entries)}
        shown = await self.officer.ask("POST", f"{path}/preview", json=body)
        confirmed = {**body, "confirmation": shown["confirmation"]}
        made: dict[str, Any] = await self.officer.ask("POST", path, json=confirmed)
        return made

    async def verify_objection(self, list_: str, objection: str) -> None:
        """Says that whoever objects was reached by phone."""
        path = f"/review/v1/lists/{list_}/objections/{objection}/contact"
        await self.officer.ask("POST", path, json={"how": "phone", "proof": "通话登记第1号"})

    async def serve_objection(self, list_: str, objection: str) -> None:
        """Lets the enterprise know of an objection, once it is clear who objects."""
        path = f"/review/v1/lists/{list_}/objections/{objection}/service"
        await self.officer.ask("POST", path, json={})

    async def decide_objection(self, list_: str, objection: str, outcome: str, reason: str) -> None:
        """Upholds or dismisses."""
        path = f"/review/v1/lists/{list_}/objections/{objection}/decision"
        await self.officer.ask("POST", path, json={"outcome": outcome, "reason": reason})
