"""Speaks to intake as the other services do, and reads what became of it."""

import json
from datetime import datetime
from typing import Any

from services.intake.consumers.table import bulk_handlers, handlers
from services.intake.store.applications import MongoApplications
from services.intake.store.enterprises import MongoEnterprises
from services.intake.usecases.hear import Hear
from services.intake.usecases.hear_call import HearCall
from shared.contracts.base import Event
from shared.contracts.reviews import (
    MissingItem,
    SupplementTerms,
)
from shared.journal import Journal
from shared.messaging.incoming import Incoming
from shared.values import Bilingual
from tests.builders import a_standing
from tests.store.intake.conftest import nobody
from tests.store.intake.portal import Portal
from tests.unit.intake.applications import DUE, NOON, USCC

TEXT = Bilingual(zh="某", en="Some")


class News:
    """Speaks to intake as the other services do."""

    def __init__(self, portal: Portal, path: str) -> None:
        journal = Journal(portal.database["applications"], "intake", nobody)
        applications = MongoApplications(journal, portal.programmes)
        firms = MongoEnterprises(Journal(portal.database["enterprises"], "intake", nobody))
        hear = Hear(applications)
        self.heard = handlers(hear, HearCall(applications, firms, portal.programmes))
        self.bulk = bulk_handlers(hear)
        self.application = path.rpartition("/")[2]
        self.seqs: dict[str, int] = {}

    async def tell(self, kind: type[Event], /, times: int = 1, **more: Any) -> None:
        """Says something of the application, as often as asked."""
        incoming = self.said(kind, **more)
        for _ in range(times):
            await self.heard[kind](incoming)

    def said(self, kind: type[Event], /, **more: Any) -> Incoming[Event]:
        """The next thing of the application, before it is heard."""
        seq = self.seqs[kind.topic] = self.seqs.get(kind.topic, 0) + 1
        event = kind.model_validate(self._plain(kind) | more)
        return Incoming(event, kind.topic, self.application, seq, f"x/{seq}", NOON, None)

    async def tell_in_bulk(self, *incoming: Incoming[Event]) -> None:
        """Says all of it at once."""
        (bulk,) = {self.bulk[type(each.event)] for each in incoming}
        await bulk(incoming)

    def _plain(self, kind: type[Event]) -> dict[str, Any]:
        everything: dict[str, Any] = {
            "application": self.application,
            "number": "GHPJ-2019-000001",
            "uscc": USCC,
            "enterprise": TEXT,
            "product": TEXT,
            "programme_name": TEXT,
            "supplement_round": 1,
            "items": (missing("M05"), missing("M07", "M07", "M09"), missing("M04")),
            "terms": SupplementTerms(
                days=5, kind="working", start="exclusive", if_delivered_today=DUE, explanation=TEXT
            ),
            "delivered_at": NOON,
            "received_at": NOON,
            "due_at": DUE,
            "explanation": Bilingual(zh="五个工作日", en="five working days"),
            "channel": "mail",
            "from_channel": "mail",
            "to_channel": "inbox",
            "notice": "n1",
            "cause": "c1",
            "to": "d***@enterprise.example",
            "proof": "250",
            "reason": "not_supplemented",
            "reason_text": Bilingual(zh="未补正", en="not supplemented"),
            "recommender": "jiangmen",
            "sheet": "s",
            "rank": 7,
            "opinion": "secret opinion",
            "by": "association",
            "rule_version": "2019.1",
            "why": "withdrawn",
            "list": "l1",
            "entry": 12,
            "at": NOON,
            "standing": a_standing(),
        }
        return {name: everything[name] for name in kind.model_fields if name in everything}


def missing(requirement: str, *alternatives: str) -> MissingItem:
    return MissingItem(
        requirement=requirement,
        name=TEXT,
        clause="item",
        reason="not_provided",
        reason_text=TEXT,
        acceptable=TEXT,
        alternatives=alternatives,
    )


def reached(**milestones: datetime) -> Any:
    return a_standing(milestones=milestones)


async def a_submission(portal: Portal, key: str = "d") -> tuple[str, News]:
    path = await portal.a_draft(key)
    await portal.submit(path, f"submit-{key}")
    return path, News(portal, path)


async def timeline(portal: Portal, path: str) -> Any:
    return (await portal.call("GET", f"{path}/timeline")).json()


async def story(portal: Portal, path: str) -> str:
    """The timeline without what names the application."""
    found = await timeline(portal, path)
    return json.dumps(found).replace(found["id"], "").replace(found["number"], "")


async def supplement(portal: Portal, path: str, *parts: Any, key: str = "k", **more: Any) -> Any:
    return await portal.call("POST", f"{path}/supplement", key=key, files=list(parts), **more)
