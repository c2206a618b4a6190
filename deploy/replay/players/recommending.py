"""The city ranks what was accepted and recommends it, on the summary sheet that it was given."""

from io import BytesIO
from typing import Any

import openpyxl

from deploy.replay.cast.fates import RECOMMENDED
from deploy.replay.faults import PlayFault
from deploy.replay.scene import Scene
from deploy.replay.waiting import Counts, meanwhile, until

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def recommend(scene: Scene) -> None:
    """Downloads the sheet, fills in the ranks, and hands it in."""
    scene.now(scene.dates.recommendation)
    city, path = scene.people.city, f"/review/v1/rounds/{scene.path}"
    with scene.bars.stage("recommended by the city", scene.shares.recommended) as bar:

        def show(seen: Counts) -> None:
            bar.reach(seen["recommended"])

        blank = await scene.services.review.need("GET", f"{path}/summary-sheet.xlsx", city)
        handing_in = scene.services.review.ask(
            "POST",
            f"{path}/recommendations?sheet=demo-1&opinion=agreed",
            city,
            body=_ranked(scene, blank.body),
            kind=XLSX,
        )
        # The answer waits for the rows to be applied, for up to 25 s.
        handed_in = await meanwhile(handing_in, scene.review_progress, show)
        # A long sheet is answered before all of its rows are applied.
        if handed_in["rows"] != scene.shares.recommended:
            raise PlayFault("review", f"the city's sheet: {handed_in}")
        await until(
            "recommendations applied",
            scene.review_progress,
            {"recommended": scene.shares.recommended},
            show,
        )


def _ranked(scene: Scene, blank: bytes) -> bytes:
    """The sheet with a rank for each recommended application; the others keep an empty cell."""
    ranks = {f.number: f.application.merit for f in scene.with_fates(RECOMMENDED)}
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
