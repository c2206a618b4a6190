"""The regions of the board that change, each rendered by itself."""

from collections.abc import Mapping
from typing import Any

from services.stats.api.pages import bars, headlines
from services.stats.api.pages.columns import column_words, outcome_counts
from services.stats.api.pages.growth import growth
from services.stats.api.pages.headlines import Headline
from services.stats.api.pages.tiles import arranged, short_names
from services.stats.domain.board import Board
from shared.pages import Language, Pages

REGIONS = (
    "stage",
    "as-of",
    "tiles",
    "districts",
    "outcome",
    "external",
    "funnel",
    "changes",
    "growth",
)
"""Templates under `regions/`, each one element whose id is the region's name."""


def board_values(board: Board, language: Language) -> dict[str, Any]:
    """What the templates of page and regions need to know of a board."""
    words = column_words(board, language) | outcome_counts(board.outcome)

    def said(headline: Headline) -> Headline:
        phrase, values = headlines.in_language(headline, language)
        return phrase, words | values

    return {
        "board": board,
        "words": words,
        "tiles": arranged(board.tiles),
        "short_names": short_names(board.tiles),
        "district_bars": bars.district_bars(board.districts),
        "segments": bars.outcome_segments(board),
        "steps": bars.step_bars(board.funnel, of=board.funnel),
        "ends": bars.step_bars((*board.funnel[-1:], *board.exits), of=board.funnel),
        "growth": growth(board.series, board.tiles),
        "districts_headline": said(headlines.of_districts(board)),
        "outcome_headline": said(headlines.of_outcome(board)),
        "funnel_headline": said(headlines.of_funnel(board)),
        "growth_headline": said(headlines.of_growth(board)),
    }


class BoardFragments:
    """Renders a board's regions: element id → HTML."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def __call__(self, board: Board, language: Language) -> Mapping[str, str]:
        """The fragments of this board in one language."""
        values = board_values(board, language)
        return {
            region: self._pages.text(language, f"regions/{region}.html", **values).strip()
            for region in REGIONS
        }
