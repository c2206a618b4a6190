"""What the portal refuses to start with."""

from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from pydantic import ValidationError

from services.portal.settings import Settings


@pytest.fixture
def good(tmp_path: Path) -> dict[str, Any]:
    """Settings for production."""
    key = tmp_path / "session.key"
    key.write_bytes(Fernet.generate_key())
    return {
        "mongo": "mongodb://db/?replicaSet=rs0",
        "database": "laurel_portal",
        "issuer": "https://login.example.cn",
        "jwks": "https://login.example.cn/keys",
        "portal": "https://laurel.example.cn/portal/",
        "session_key": key,
    }


def test_the_issuer_is_found_at_its_own_address_unless_another_is_named(
    good: dict[str, Any],
) -> None:
    found = Settings.model_validate(good)
    assert found.discovered_at == "https://login.example.cn/.well-known/openid-configuration"
    assert (found.portal, found.secure) == ("https://laurel.example.cn/portal", True)
    assert found.urls()["stats"] == "http://stats:8080"
    named = Settings.model_validate({**good, "discovery": "https://elsewhere.example/d"})
    assert named.discovered_at == "https://elsewhere.example/d"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"portal": "http://laurel.example.cn/portal"}, "https"),
        ({"portal": "https://laurel.example.cn/"}, "/portal"),
        ({"discovery": "http://login.example.cn/d"}, "https"),
        ({"services": "intake=http://intake:8080"}, "review, stats, notify"),
        ({"session_key": "/dev/null/nothing"}, "session_key"),
    ],
)
def test_what_would_not_work_or_be_safe_is_refused(
    good: dict[str, Any], changed: dict[str, str], said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        Settings.model_validate(good | changed)


def test_a_file_without_keys_is_refused_and_not_shown(good: dict[str, Any]) -> None:
    good["session_key"].write_text("not a key\n")
    with pytest.raises(ValidationError) as error:
        Settings.model_validate(good)
    assert "not a key" not in str(error.value)
