"""What notify is told of receivers is refused when it can't be meant."""

from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import ValidationError

from services.notify.senders.agencies.keeping import SecretKeeper
from services.notify.settings import Settings
from shared.errors import Unavailable
from tests.unit.notify.test_settings import GOOD


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"webhook_inside": "10.0.0.1/8"}, "webhook_inside\n.*host bits"),
        ({"webhook_never": "the house"}, "webhook_never\n"),
        ({"webhook_plain": "true"}, "webhook_plain\n.*production"),
        ({"webhook_seconds": "61"}, "webhook_seconds\n"),
        ({"webhook_key": "/nowhere"}, "webhook_key\n"),
        ({"webhook_key": __file__}, "webhook_key\n.*has no keys"),
        ({"webhook_ca_file": __file__}, "webhook_ca_file\n.*certificates"),
    ],
)
def test_a_wrong_setting_is_named(wrong: dict[str, str], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        Settings.model_validate(GOOD | wrong)


def test_receivers_inside_are_known_by_their_networks() -> None:
    reach = Settings.model_validate(GOOD | {"webhook_inside": "10.2.0.0/16, fd00:2::/32"}).reach()
    assert reach.fault(ip_address("10.2.3.4")) is None
    assert reach.fault(ip_address("fd00:2::1")) is None
    assert reach.fault(ip_address("10.3.0.1"))


def test_a_key_that_is_replaced_still_reads_what_it_kept(tmp_path: Path) -> None:
    former, new = Fernet.generate_key(), Fernet.generate_key()
    file = tmp_path / "webhook.key"
    file.write_bytes(former)
    kept = SecretKeeper.from_file(file).keep(b"secret")
    assert b"secret" not in kept.encode()
    file.write_bytes(new + b"\n" + former + b"\n")
    assert SecretKeeper.from_file(file).read(kept) == b"secret"
    file.write_bytes(new)
    with pytest.raises(Unavailable, match="LAUREL_WEBHOOK_KEY"):
        SecretKeeper.from_file(file).read(kept)


def test_without_a_key_nothing_is_kept() -> None:
    with pytest.raises(Unavailable, match="LAUREL_WEBHOOK_KEY"):
        SecretKeeper.from_file(None).keep(b"secret")
