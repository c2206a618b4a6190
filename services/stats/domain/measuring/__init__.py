"""Computes the published figures of a round from what is known of it, or says why it can't."""

from services.stats.domain.measuring.asking import given_out, groups, questions, took_part
from services.stats.domain.measuring.changed import board_changed_on
from services.stats.domain.measuring.externals import external, externals, printed
from services.stats.domain.measuring.figures import Figures
from services.stats.domain.measuring.known import Entered, Known

__all__ = [
    "Entered",
    "Figures",
    "Known",
    "board_changed_on",
    "external",
    "externals",
    "given_out",
    "groups",
    "printed",
    "questions",
    "took_part",
]
