"""Sessions: one document each; tokens are encrypted, and MongoDB deletes what is long over."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.portal.domain.person import Person
from services.portal.domain.session import REMEMBERED, Session, Tokens
from shared.keeping import Keeper
from shared.mongo import Database

COLLECTION = "sessions"


class MongoSessions:
    """Who is signed in."""

    def __init__(self, database: Database, keeper: Keeper) -> None:
        self._documents = database[COLLECTION]
        self._keeper = keeper

    async def prepare(self) -> None:
        """Creates the index by which they are deleted."""
        await self._documents.create_index("forgotten_at", expireAfterSeconds=0)

    async def find(self, key: str) -> Session | None:
        """The session, over or not; None when it is unknown."""
        found = await self._documents.find_one({"_id": key})
        return None if found is None else self._session(found)

    async def add(self, session: Session) -> None:
        """Begins it."""
        person = session.person
        await self._documents.insert_one(
            {
                "_id": session.key,
                "person": {
                    "subject": person.subject,
                    "name": person.name,
                    "roles": sorted(person.roles),
                    "code": person.code,
                    "office": person.office,
                },
                "kept": self._kept(session.secret, session.tokens),
                "ends_at": session.ends_at,
                "forgotten_at": session.ends_at + REMEMBERED,
            }
        )

    async def renew(self, session: Session, tokens: Tokens) -> None:
        """Gives it other tokens, unless it was ended meanwhile."""
        await self._documents.update_one(
            {"_id": session.key, "ended": None},
            {"$set": {"kept": self._kept(session.secret, tokens)}},
        )

    async def end(self, key: str) -> None:
        """Takes its tokens away; whose it was is remembered for a while."""
        await self._documents.update_one({"_id": key}, {"$set": {"ended": True, "kept": None}})

    def _kept(self, secret: bytes, tokens: Tokens | None) -> str:
        held = (
            None if tokens is None else [tokens.access, tokens.ends_at.isoformat(), tokens.renewal]
        )
        return self._keeper.keep(json.dumps([secret.hex(), held]).encode())

    def _session(self, document: Mapping[str, Any]) -> Session:
        secret, tokens = b"", None
        if document["kept"] is not None:
            name, held = json.loads(self._keeper.read(document["kept"]))
            access, ends_at, renewal = held
            secret = bytes.fromhex(name)
            tokens = Tokens(access, datetime.fromisoformat(ends_at), renewal)
        person = document["person"]
        return Session(
            key=document["_id"],
            person=Person(**{**person, "roles": frozenset(person["roles"])}),
            secret=secret,
            tokens=tokens,
            ends_at=document["ends_at"],
        )
