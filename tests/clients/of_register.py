"""Recognitions that were entered, each in a state in which one operation can be done."""

import csv
from collections.abc import Mapping
from io import StringIO
from typing import Any

from services.review.api.recognition.reading.columns import TITLES
from services.review.domain.recognition.identity import id_of_number
from tests.clients.small_round import SmallRound
from tests.programmes.small_rounds import REVOKED_FOR

ONE = "/review/v1/register/{programme}/{recognition}"
FIRST = f"{ONE}/revocations/{{revocation}}"
REASON = str(REVOKED_FOR["id"])
CHARGE = {"reason": REASON, "facts": "检验报告系伪造。", "evidence": "检验机构的答复。"}
SUSPENDED = ("suspension", {"reason": REASON, "opinion": "调查期间暂停。"})
OPENED = ("revocations", CHARGE)
HEARD = ("revocations/1/statements", {"text": "有异议。"})
REVOKED = ("revocations/1/ruling", {"outcome": "revoked", "opinion": "予以撤销。"})
APPEALED = ("revocations/1/appeal", {"grounds": "口径有误。"})

BEFORE: Mapping[str, tuple[tuple[str, dict[str, Any]], ...]] = {
    f"PUT {ONE}/holder": (),
    f"POST {ONE}/revocations": (),
    f"GET {ONE}/revocations": (OPENED,),
    f"POST {FIRST}/statements": (OPENED,),
    f"POST {FIRST}/ruling": (OPENED, HEARD),
    f"POST {FIRST}/appeal": (OPENED, HEARD, REVOKED),
    f"POST {FIRST}/appeal/ruling": (OPENED, HEARD, REVOKED, APPEALED),
    f"POST {ONE}/suspension": (),
    f"POST {ONE}/resumption": (SUSPENDED,),
}
"""By operation, what has to be done before it."""


async def of_register(round_: SmallRound, uscc: str) -> dict[str, Mapping[str, list[str]]]:
    """For each of these operations a recognition of its own."""
    programme, officer = round_.programme.id, round_.province.officer
    numbers = [f"E-{n}" for n in range(len(BEFORE))]
    path = f"/review/v1/register/{programme}"
    sheet = _sheet(numbers, uscc)
    shown = await officer.ask("POST", f"{path}/sheet/preview", content=sheet)
    confirmed = f"{path}/sheet?confirmation={shown['confirmation']}"
    await officer.ask("POST", confirmed, content=sheet)
    found: dict[str, Mapping[str, list[str]]] = {}
    for number, (operation, acts) in zip(numbers, BEFORE.items(), strict=True):
        recognition = id_of_number(programme, number)
        for act, body in acts:
            await officer.ask("POST", f"{path}/{recognition}/{act}", json=body)
        found[operation] = {
            "programme": [programme],
            "recognition": [recognition],
            "revocation": ["1"],
            "reason": [REASON],
        }
    return found


def _sheet(numbers: list[str], uscc: str) -> bytes:
    written = StringIO()
    rows = csv.writer(written)
    rows.writerow([titles[0] for titles in TITLES.values()])
    for number in numbers:
        names = ("某某公司", "A company", "智能控制器", "Controller")
        rows.writerow([number, uscc, *names, "2011-01-03", "9999-12-31", "认定文件"])
    return written.getvalue().encode()
