"""A certificate is handed to whom it names, by whichever code the account has."""

from pathlib import Path
from typing import cast

import httpx
import pytest

from deploy.local.issuer import AUDIENCE, ISSUER, Issuer
from services.review.api.recognition.certificate_routes import paper_routes
from services.review.usecases.recognition.print_certificate import PrintCertificate
from shared.clock import SystemClock
from shared.http.auth import Tokens
from shared.http.keys import KeySet
from shared.programmes import Programmes
from tests.unit.http.conftest import app_with
from tests.unit.review.builders import jiangmen


@pytest.mark.parametrize("claim", [{"uscc": "91350100M000100Y43"}, {"division": "441900"}])
async def test_a_holder_reads_by_its_own_code(tmp_path: Path, claim: dict[str, str]) -> None:
    asked_by: list[object] = []

    async def make(*_: object, reader: object, **__: object) -> bytes:
        asked_by.append(reader)
        return b"%PDF"

    routes = paper_routes(cast(PrintCertificate, make), Programmes([jiangmen()]), SystemClock())
    issuer = Issuer(tmp_path)
    issuer.ensure()
    app = app_with(routes)
    app.state.tokens = Tokens(KeySet(f"file:{issuer.jwks}"), issuer=ISSUER, audience=AUDIENCE)
    token = issuer.mint(
        "holder", ["enterprise"], uscc=claim.get("uscc"), division=claim.get("division")
    )
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app),
        base_url="http://test",
        headers={"Authorization": f"Bearer {token}"},
    ) as http:
        answer = await http.get("/review/v1/certificates/GD2020-00001/document.pdf")
    assert (answer.status_code, answer.content) == (200, b"%PDF")
    assert asked_by == list(claim.values())
