"""Secrets of subscriptions as they are kept: encrypted with a key that the database has not."""

from pathlib import Path
from typing import Self

from cryptography.fernet import MultiFernet

from services.notify.senders.agencies.signatures import SharedSecret, SigningKey, new_secret
from shared.keeping import Keeper, WrongKey, keys_in

__all__ = ["SecretKeeper", "WrongKey"]

SETTING = "LAUREL_WEBHOOK_KEY"
WITHOUT = f"Outcomes are not sent to receivers here: {SETTING} names no file of keys."


class SecretKeeper(Keeper):
    """Keeps secrets of subscriptions and makes them."""

    def __init__(self, keys: MultiFernet | None) -> None:
        super().__init__(keys, SETTING, WITHOUT)

    @classmethod
    def from_file(cls, file: Path | None) -> Self:
        """With the keys of a file, the newest first. Raises WrongKey."""
        return cls(None if file is None else keys_in(file))

    def new_secret(self) -> tuple[str, str]:
        """A secret as it is kept, and as it is shown once. Raises Unavailable."""
        secret = new_secret()
        return self.keep(secret), SharedSecret(secret).shown

    def new_key(self) -> tuple[str, str]:
        """A key as it is kept, and its public half. Raises Unavailable."""
        seed = new_secret()
        return self.keep(seed), SigningKey(seed).public
