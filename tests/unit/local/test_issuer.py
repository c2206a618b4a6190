"""The development issuer's tokens."""

import json
import stat
from datetime import timedelta
from pathlib import Path

import jwt
import pytest

from deploy.local.issuer import AUDIENCE, ISSUER, Issuer


def checked(token: str, jwks: Path) -> dict[str, object]:
    keys = jwt.PyJWKSet.from_dict(json.loads(jwks.read_text()))
    key = keys[jwt.get_unverified_header(token)["kid"]]
    claims: dict[str, object] = jwt.decode(
        token, key, algorithms=["EdDSA"], audience=AUDIENCE, issuer=ISSUER
    )
    return claims


@pytest.fixture
def issuer(tmp_path: Path) -> Issuer:
    issuer = Issuer(tmp_path / "issuer")
    issuer.ensure()
    return issuer


def test_a_token_says_who_may_do_what_and_is_proven_by_the_key_set(issuer: Issuer) -> None:
    token = issuer.mint("u1", ["enterprise"], uscc="91350100M000100Y43", name="王芳")
    claims = checked(token, issuer.jwks)
    assert {key: claims[key] for key in claims.keys() - {"iat", "exp"}} == {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": "u1",
        "roles": ["enterprise"],
        "uscc": "91350100M000100Y43",
        "name": "王芳",
    }


def test_a_recommenders_token_says_for_which_office_it_speaks(issuer: Issuer) -> None:
    token = issuer.mint("city", ["recommender"], office="jiangmen")
    assert checked(token, issuer.jwks)["office"] == "jiangmen"


def test_a_token_ends_with_its_lifetime(issuer: Issuer) -> None:
    token = issuer.mint("u1", ["officer"], lifetime=timedelta(seconds=-1))
    with pytest.raises(jwt.ExpiredSignatureError):
        checked(token, issuer.jwks)


def test_another_issuers_token_is_not_proven(issuer: Issuer, tmp_path: Path) -> None:
    other = Issuer(tmp_path / "other")
    other.ensure()
    with pytest.raises(KeyError):
        checked(other.mint("u1", ["officer"]), issuer.jwks)


def test_the_key_survives_and_only_its_owner_can_read_it(issuer: Issuer) -> None:
    token = issuer.mint("u1", ["officer"])
    issuer.ensure()
    assert checked(token, issuer.jwks)["sub"] == "u1"
    assert stat.S_IMODE((issuer.folder / "key.pem").stat().st_mode) == 0o600


def test_a_key_set_that_is_there_is_not_written_again(issuer: Issuer) -> None:
    before = issuer.jwks.stat().st_ino
    issuer.ensure()
    assert issuer.jwks.stat().st_ino == before
    issuer.jwks.write_text("{}")
    issuer.ensure()
    assert checked(issuer.mint("u1", ["officer"]), issuer.jwks)["sub"] == "u1"
