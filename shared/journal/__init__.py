"""Records that keep their own events: state and events are saved in one atomic write."""

from shared.journal.journal import Journal, Loaded, New, Revision, Save
from shared.journal.tail import Tail

__all__ = ["Journal", "Loaded", "New", "Revision", "Save", "Tail"]
