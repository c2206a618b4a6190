"""What an enterprise does."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

import httpx

from shared.contracts.notices import RECEIPTS
from tests.clients.http import Account, Http
from tests.clients.papers import ANSWERS, COMPLETE, Part, parts


class Enterprise(Account):
    """An enterprise with its account."""

    def __init__(self, http: Http, token: str, uscc: str, email: str) -> None:
        super().__init__(http, token)
        self.uscc = uscc
        self.email = email

    def profile(self, **changes: Any) -> dict[str, Any]:
        """What it says of itself."""
        plain = {
            "name": {"zh": f"江门测试{self.uscc[-6:]}有限公司", "en": f"Test {self.uscc[-6:]} Ltd"},
            "district": "pengjiang",
            "industry": "3912",
            "language": "zh",
            "email": self.email,
        }
        return plain | changes

    async def register(self, **changes: Any) -> None:
        """Makes itself known, or changes what is known."""
        path = f"/intake/v1/enterprises/{self.uscc}"
        await self.ask("PUT", path, json=self.profile(**changes))

    async def draft(self, programme: str, round_: str, **changes: Any) -> "Application":
        """Opens a draft with good answers."""
        body = {
            "programme": programme,
            "round": round_,
            "product": {"zh": "智能伺服控制器", "en": "Intelligent servo controller"},
            "category": "advanced-manufacturing",
            "answers": ANSWERS,
        }
        found = await self.ask(
            "POST",
            "/intake/v1/applications",
            json=body | changes,
            headers={"Idempotency-Key": uuid4().hex},
        )
        return Application(self, found["id"])

    async def answer_objection(self, list_: str, objection: str, answer: str = "不属实") -> None:
        """Answers an objection that it was served with."""
        path = f"/review/v1/lists/{list_}/objections/{objection}/answer"
        await self.ask("POST", path, json={"answer": answer})

    async def notices(self) -> list[dict[str, Any]]:
        """Its inbox without receipts, newest first."""
        return [found for found in await self.inbox() if found["kind"] not in RECEIPTS]

    async def inbox(self) -> list[dict[str, Any]]:
        """Its whole inbox, newest first."""
        found: list[dict[str, Any]] = (await self.get("/notify/v1/inbox"))["notices"]
        return found


class Application:
    """One application, from the point of view of its enterprise."""

    def __init__(self, owner: Enterprise, identity: str) -> None:
        self.owner = owner
        self.id = identity
        self.number = ""

    @property
    def path(self) -> str:
        """Its address at intake."""
        return f"/intake/v1/applications/{self.id}"

    async def upload(self, *requirements: str) -> None:
        """Uploads a good PDF for each of the requirements, by default for all that are needed."""
        files = parts(requirements or COMPLETE)
        await self.owner.ask("POST", f"{self.path}/materials", files=files)

    async def submit(self) -> dict[str, Any]:
        """Submits it and keeps its number."""
        found: dict[str, Any] = await self.owner.ask("POST", f"{self.path}/submission", **key())
        self.number = found["number"]
        return found

    async def supplement(self, *requirements: str) -> dict[str, Any]:
        """Sends what was asked for."""
        answer = await self.try_supplement(parts(requirements, "B"))
        assert answer.is_success, f"supplement → {answer.status_code} {answer.text}"
        found: dict[str, Any] = answer.json()
        return found

    async def try_supplement(self, files: Iterable[Part]) -> httpx.Response:
        """Sends these files as a supplement, whatever comes of it."""
        path = f"{self.path}/supplement"
        return await self.owner.call("POST", path, files=list(files), **key())

    async def hand_in(self, *requirements: str) -> dict[str, Any]:
        """Hands in some of what was asked for, without sending it."""
        found: dict[str, Any] = await self.owner.ask(
            "POST", f"{self.path}/supplement/items", files=parts(requirements, "B")
        )
        return found

    async def send(self, **query: Any) -> httpx.Response:
        """Sends what is staged, whatever comes of it."""
        path = f"{self.path}/supplement/submission"
        return await self.owner.call("POST", path, params=query, **key())

    async def try_withdraw(self) -> httpx.Response:
        """Withdraws it, whatever comes of it."""
        body = {"reason": "产品线已出售。"}
        return await self.owner.call("POST", f"{self.path}/withdrawal", json=body)

    async def view(self) -> dict[str, Any]:
        """All of it."""
        found: dict[str, Any] = await self.owner.get(self.path)
        return found

    async def timeline(self) -> dict[str, Any]:
        """Where it stands, in plain words."""
        found: dict[str, Any] = await self.owner.get(f"{self.path}/timeline")
        return found

    async def stage(self) -> str:
        """How far it has come, as its enterprise is told."""
        return str((await self.timeline())["stage"])


def key() -> dict[str, dict[str, str]]:
    """A header with an Idempotency-Key that was never used."""
    return {"headers": {"Idempotency-Key": uuid4().hex}}
