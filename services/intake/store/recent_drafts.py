"""Drafts that this process saved last, so that their submission need not read them again."""

from collections import OrderedDict

from services.intake.ports import Found
from shared.journal import Loaded
from shared.mongo import bson_of

KEPT = 4000
LARGEST = 8 * 1024
"""Bytes of a draft that is kept, as MongoDB has it; most have 4 KB, and answers may make 400."""


class RecentDrafts:
    """The newest version that this process knows of; another process may have saved a newer one."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._drafts: OrderedDict[str, Found] = OrderedDict()

    def get(self, identity: str) -> Found | None:
        """The draft as it was saved here last, unless it was forgotten."""
        return self._drafts.get(identity)

    def forget(self, identity: str) -> None:
        """Forgets a draft that was removed."""
        self._drafts.pop(identity, None)

    def note(self, found: Found) -> None:
        """Remembers a draft that was just saved; forgets what is large or no draft any more."""
        identity = found.application.id
        self._drafts.pop(identity, None)
        if found.application.submission is not None or len(bson_of(found.stored.state)) > LARGEST:
            return
        # Without the document: a save then writes all fields instead of those that differ.
        stored = Loaded(identity, {}, found.stored.revision)
        self._drafts[identity] = Found(found.application, found.version, stored)
        if len(self._drafts) > self._kept:
            self._drafts.popitem(last=False)
