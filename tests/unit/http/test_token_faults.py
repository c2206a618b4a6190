"""A token that does not hold is told why in words."""

import time
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import jwt
import pytest

from deploy.local.issuer import AUDIENCE, ISSUER, Issuer
from shared.errors import Rejected
from shared.http.auth import Caller, Tokens
from shared.http.keys import KeySet
from shared.identity import parse_as_issued


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


WELL_MADE: Mapping[str, object] = {"sub": "s", "roles": ["officer"], "uscc": None, "office": "city"}


def signed(issuer: Issuer, claims: Mapping[str, object], **headers: object) -> str:
    """A token of the issuer's key with these claims, over those that are well made."""
    now = int(time.time())
    usual = {"iss": ISSUER, "aud": AUDIENCE, "iat": now, "exp": now + 3600, **WELL_MADE}
    named = {"kid": issuer._kid(), **headers}
    return jwt.encode({**usual, **claims}, issuer._key(), "EdDSA", headers=named)


async def caller_of(issuer: Issuer, token: str) -> Caller:
    tokens = Tokens(KeySet(f"file:{issuer.jwks}"), issuer=ISSUER, audience=AUDIENCE)
    return await tokens.caller(token)


@pytest.mark.parametrize("claim", ["sub", "name", "uscc", "office", "recommender", "roles"])
@pytest.mark.parametrize("wrong", [{"$ne": None}, ["a", {}], 7, True, "", "\ud800"])
async def test_a_claim_of_another_type_proves_nobody(
    issuer: Issuer, claim: str, wrong: object
) -> None:
    said = await refusal(issuer, signed(issuer, {claim: wrong}))
    assert said.startswith((f"The claim `{claim}` must", "This is not a token"))


async def test_a_token_speaks_for_an_enterprise_or_a_city_and_not_for_both(issuer: Issuer) -> None:
    one = {"roles": ["enterprise"], "uscc": "91350100M000100Y43"}
    both = signed(issuer, {**one, "division": "441900"})
    assert "speaks for one" in await refusal(issuer, both)
    caller = await caller_of(
        issuer, signed(issuer, {"roles": ["enterprise"], "division": "441900"})
    )
    assert (caller.code, caller.uscc) == ("441900", None)
    assert caller.owns("441900")
    assert not caller.owns("440600")


@pytest.mark.parametrize("role", ["enterprise", "officer"])
@pytest.mark.parametrize(
    "department",
    ["Sales", "", "91440703MA4UQ8XK1X", "4419", "4419000", 5, 441900, ["a"], None],
)
async def test_what_a_directory_calls_a_division_is_passed_over(
    issuer: Issuer, role: str, department: object
) -> None:
    for uscc in ("91350100M000100Y43", None):
        said = {"roles": [role], "uscc": uscc, "division": department}
        caller = await caller_of(issuer, signed(issuer, said))
        assert (caller.code, caller.division) == (uscc, None)


@pytest.mark.parametrize(
    "written",
    [
        "91350100m000100y43",
        "９１３５０１００Ｍ０００１００Ｙ４３",
        "91350100\u200bM000100Y43",
        "\ufeff91350100M000100Y43",
        "91350100-M000100Y4-3",
        " 913501 00M0\u00a000100 Y43\n",
    ],
)
async def test_a_code_in_a_token_is_read_as_one_in_an_address(issuer: Issuer, written: str) -> None:
    caller = await caller_of(issuer, signed(issuer, {"roles": ["enterprise"], "uscc": written}))
    assert caller.uscc == parse_as_issued(written) == "91350100M000100Y43"
    assert caller.owns("91350100M000100Y43")


@pytest.mark.parametrize("written", ["４４１９００", "44 19 00", "\ufeff441900\u200b"])
async def test_a_city_in_a_token_is_read_as_one_in_an_address(issuer: Issuer, written: str) -> None:
    caller = await caller_of(issuer, signed(issuer, {"roles": ["enterprise"], "division": written}))
    assert (caller.code, caller.division) == ("441900", "441900")


@pytest.mark.parametrize("role", ["enterprise", "officer"])
@pytest.mark.parametrize(
    "uscc", ["-", "\u200b", "Guangdong", "91350100M000100Y4", "91350100M000100Y4O", "01" * 9]
)
async def test_a_code_that_is_none_proves_nobody(issuer: Issuer, role: str, uscc: str) -> None:
    said = await refusal(issuer, signed(issuer, {"roles": [role], "uscc": uscc}))
    assert said == "The claim `uscc` must be a unified social credit code of 18 characters."


async def test_a_code_with_another_check_character_speaks_for_whom_it_was_issued(
    issuer: Issuer,
) -> None:
    said = {"roles": ["enterprise"], "uscc": "91350100M000100Y44"}
    assert (await caller_of(issuer, signed(issuer, said))).uscc == "91350100M000100Y44"


async def test_an_official_is_of_a_department_and_speaks_for_no_city(issuer: Issuer) -> None:
    said = {"roles": ["officer"], "uscc": "91350100M000100Y43", "division": "441900"}
    assert (await caller_of(issuer, signed(issuer, said))).division is None


@pytest.mark.parametrize("role", ["enterprise", "officer"])
async def test_no_credit_code_is_six_digits(issuer: Issuer, role: str) -> None:
    for six in ("441900", "４４１９００", "44 1900"):
        said = await refusal(issuer, signed(issuer, {"roles": [role], "uscc": six}))
        assert said == "The claim `uscc` is six digits, which no credit code is."


async def test_roles_that_are_one_text_or_unknown_prove_nobody(issuer: Issuer) -> None:
    for roles in ("officer", ["king"], {"officer": 1}, [["officer"]]):
        assert "`roles` must list" in await refusal(issuer, signed(issuer, {"roles": roles}))


@pytest.mark.parametrize("claim", ["exp", "iat", "nbf"])
@pytest.mark.parametrize(
    "when", [float("inf"), 1e300, 10**30, "soon", "1900000000", True, [], None]
)
async def test_a_time_that_is_none_proves_nobody(issuer: Issuer, claim: str, when: object) -> None:
    if claim == "nbf" and when is None:
        return
    assert await refusal(issuer, signed(issuer, {claim: when}))


async def test_a_token_that_holds_too_long_is_not_taken(issuer: Issuer) -> None:
    month, now = 31 * 24 * 3600, time.time()
    assert await caller_of(issuer, signed(issuer, {"exp": now + month - 60}))
    said = await refusal(issuer, signed(issuer, {"exp": now + month + 60}))
    assert said == "The token holds for too long; 31 days are the most."


async def test_a_critical_header_is_not_passed_over(issuer: Issuer) -> None:
    token = signed(issuer, {}, crit=["x"], x=1)
    assert await refusal(issuer, token) == "This is not a token that can be read."


async def test_a_well_made_token_says_who_calls(issuer: Issuer) -> None:
    caller = await caller_of(issuer, signed(issuer, {}))
    assert (caller.subject, caller.name, caller.office) == ("s", "s", "city")
    assert caller.roles == {"officer"}
