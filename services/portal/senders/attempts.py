"""Sign-ins under way are held by the browsers that began them, encrypted."""

import json
from dataclasses import asdict
from datetime import datetime

from services.portal.domain.attempt import Attempt
from shared.errors import Unavailable
from shared.keeping import Keeper


class SealedAttempts:
    """Nobody but us makes or reads one."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    def seal(self, attempt: Attempt) -> str:
        """What the browser keeps of it, and can neither read nor change."""
        values = asdict(attempt) | {"ends_at": attempt.ends_at.isoformat()}
        return self._keeper.keep(json.dumps(values).encode())

    def open(self, sealed: str) -> Attempt | None:
        """The attempt again; None for what nobody sealed here."""
        try:
            values = json.loads(self._keeper.read(sealed))
            ends_at = datetime.fromisoformat(values.pop("ends_at"))
            return Attempt(**values, ends_at=ends_at)
        # Of a session's tokens, too, that somebody sealed here and put into this place.
        except (Unavailable, ValueError, TypeError, AttributeError, KeyError):
            return None
