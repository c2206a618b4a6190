"""Enterprises in MongoDB."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from services.intake.domain.enterprise import Enterprise, FormerName, Profile
from services.intake.ports import FoundEnterprise
from services.intake.store.qualification_document import (
    qualifications_to_document,
    to_qualifications,
)
from services.intake.store.texts import text_to_document, to_text
from shared.contracts.base import Event
from shared.journal import Journal, Save

COLLECTION = "enterprises"


class MongoEnterprises:
    """The port `Enterprises` over a journal; the key is the unified social credit code."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def find(self, uscc: str) -> FoundEnterprise | None:
        """The enterprise with this code, if it is registered."""
        loaded = await self._journal.load(uscc)
        if loaded is None:
            return None
        enterprise = _to_enterprise(loaded.key, loaded.state)
        return FoundEnterprise(enterprise, loaded.revision.version, loaded)

    async def add(self, enterprise: Enterprise, *events: Event, at: datetime) -> int:
        """Saves a new one; the version. Raises AlreadyExists when somebody was quicker."""
        state = _to_document(enterprise)
        revision = await self._journal.create(enterprise.uscc, state, events, at=at)
        return revision.version

    async def save(
        self, found: FoundEnterprise, enterprise: Enterprise, *events: Event, at: datetime
    ) -> int:
        """Saves a change; the version. Raises StaleWrite when somebody was quicker."""
        save = Save(enterprise.uscc, _to_document(enterprise), found.stored.revision, events)
        revision = await self._journal.save(save, at=at)
        return revision.version


def _to_document(enterprise: Enterprise) -> dict[str, Any]:
    profile = enterprise.profile
    return {
        "profile": {**asdict(profile), "name": text_to_document(profile.name)},
        "registered_at": enterprise.registered_at,
        "changed_at": enterprise.changed_at,
        "former_names": [
            {"name": text_to_document(former.name), "until": former.until}
            for former in enterprise.former_names
        ],
        "qualifications": qualifications_to_document(enterprise.qualifications),
    }


def _to_enterprise(key: str, state: Mapping[str, Any]) -> Enterprise:
    profile = state["profile"]
    return Enterprise(
        uscc=key,
        profile=Profile(**{**profile, "name": to_text(profile["name"])}),
        registered_at=state["registered_at"],
        changed_at=state["changed_at"],
        former_names=tuple(
            FormerName(to_text(former["name"]), former["until"]) for former in state["former_names"]
        ),
        qualifications=to_qualifications(state.get("qualifications", ())),
    )
