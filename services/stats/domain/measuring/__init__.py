"""Computes the published figures of a round from what is known of it, or says why it can't."""

from services.stats.domain.measuring.asking import groups, questions
from services.stats.domain.measuring.externals import external, externals, printed
from services.stats.domain.measuring.figures import Figures
from services.stats.domain.measuring.known import Entered, Known

__all__ = [
    "Entered",
    "Figures",
    "Known",
    "external",
    "externals",
    "groups",
    "printed",
    "questions",
]
