"""The player of the kind `recommendation`: ranks are filled into the sheet that was given."""

from collections.abc import Collection, Iterator
from functools import partial
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import openpyxl

from deploy.replay.faults import PlayFault
from deploy.replay.players.act import Act
from deploy.replay.scenario.fates import Fate
from deploy.replay.scenario.plan import RecommendationStep
from deploy.replay.scene import Filed, Scene
from deploy.replay.waiting import Counts, meanwhile, until
from shared.programmes.path import Recommendation

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def recommendation_acts(
    stage: Recommendation, step: RecommendationStep, _fates: Collection[Fate]
) -> Iterator[Act]:
    """One sheet, handed in at once."""
    yield Act("recommend", partial(recommend, stage=stage, step=step))


async def recommend(scene: Scene, stage: Recommendation, step: RecommendationStep) -> None:
    """Downloads the sheet, fills in the ranks, and hands it in."""
    scene.now(step.at)
    token, path = scene.people.acting_in(stage), f"/review/v1/rounds/{scene.path}"
    recommended = scene.of(scene.course.passing[stage.id])
    waiting = scene.course.waiting(stage, scene.course.passing[stage.id])
    with scene.bars.stage(step.shown, len(recommended)) as bar:

        def show(seen: Counts) -> None:
            bar.reach(sum(seen[word] for word in waiting))

        blank = await scene.services.review.need("GET", f"{path}/summary-sheet.xlsx", token)
        named = urlencode({"sheet": step.sheet, "opinion": step.opinion})
        handing_in = scene.services.review.ask(
            "POST",
            f"{path}/recommendations?{named}",
            token,
            body=_ranked(recommended, blank.body),
            kind=XLSX,
        )
        # The answer waits for the rows to be applied, for up to 25 s.
        handed_in = await meanwhile(handing_in, scene.review_progress, show)
        # A long sheet is answered before all of its rows are applied.
        if handed_in["rows"] != len(recommended):
            raise PlayFault("review", f"the sheet: {handed_in}")
        await until("recommendations applied", scene.review_progress, waiting, show)


def _ranked(recommended: Collection[Filed], blank: bytes) -> bytes:
    """The sheet with a rank for each of them, by merit; the others keep an empty cell."""
    best_first = sorted(recommended, key=lambda filed: filed.application.merit)
    ranks = {filed.number: rank for rank, filed in enumerate(best_first, 1)}
    book = openpyxl.load_workbook(BytesIO(blank))
    sheet: Any = book.active
    rows = sheet.iter_rows()
    header = [str(cell.value or "").casefold() for cell in next(rows)]
    rank_at, number_at = _column(header, "rank"), _column(header, "number")
    for row in rows:
        number = row[number_at].value
        if number in ranks:
            row[rank_at].value = ranks.pop(number)
    if ranks:
        raise PlayFault("review", f"{len(ranks)} accepted applications are not on the sheet")
    filled = BytesIO()
    book.save(filled)
    return filled.getvalue()


def _column(header: list[str], word: str) -> int:
    for place, text in enumerate(header):
        if word in text:
            return place
    raise PlayFault("review", f"the summary sheet has no column {word!r}: {header}")
