"""A token that does not hold is told why in words."""

from datetime import timedelta
from pathlib import Path

import pytest

from deploy.local.issuer import AUDIENCE, ISSUER, Issuer
from shared.errors import Rejected
from shared.http.auth import Tokens
from shared.http.keys import KeySet


@pytest.fixture
def issuer(tmp_path: Path) -> Issuer:
    made = Issuer(tmp_path)
    made.ensure()
    return made


async def refusal(issuer: Issuer, token: str, *, by: str = ISSUER, audience: str = AUDIENCE) -> str:
    tokens = Tokens(KeySet(f"file:{issuer.jwks}"), issuer=by, audience=audience)
    with pytest.raises(Rejected, match="unauthenticated") as refused:
        await tokens.caller(token)
    return refused.value.detail.partition(" Sign in again")[0]


async def test_each_fault_of_a_token_is_told_in_words(issuer: Issuer) -> None:
    good = issuer.mint("s", ["officer"])
    old = issuer.mint("s", ["officer"], lifetime=timedelta(hours=-1))
    broken = good[:-6] + ("AAAAAA" if not good.endswith("AAAAAA") else "BBBBBB")
    assert await refusal(issuer, "nonsense") == "This is not a token that can be read."
    assert await refusal(issuer, old) == "The token has expired."
    assert await refusal(issuer, broken) == "The token's signature does not fit it."
    assert await refusal(issuer, good, by="me") == "The token is from another issuer."
    assert await refusal(issuer, good, audience="me") == "The token is for another audience."
