"""Secrets of subscriptions as they are kept: encrypted with a key that the database has not."""

from pathlib import Path
from typing import Self

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from services.notify.senders.agencies.signatures import SharedSecret, SigningKey, new_secret
from shared.errors import Unavailable


class WrongKey(ValueError):
    """The file does not hold keys of Fernet, one a line."""


class SecretKeeper:
    """Encrypts with the first key and reads what any of them encrypted, so that keys can change.

    Without keys nothing is kept or read: Unavailable says which setting is missing.
    """

    def __init__(self, keys: MultiFernet | None) -> None:
        self._keys = keys

    @classmethod
    def from_file(cls, file: Path | None) -> Self:
        """With the keys of a file, the newest first. Raises WrongKey."""
        if file is None:
            return cls(None)
        try:
            lines = file.read_text(encoding="ascii").split()
            return cls(MultiFernet([Fernet(line) for line in lines]))
        # What is wrong with a key is not told: it would be a part of it.
        except (ValueError, OSError):
            raise WrongKey(f"{file} has no keys, one a line, of 32 bytes in base64url") from None

    def keep(self, secret: bytes) -> str:
        """The secret, encrypted. Raises Unavailable."""
        return self._opened().encrypt(secret).decode("ascii")

    def read(self, kept: str) -> bytes:
        """The secret again. Raises Unavailable when its key is not there."""
        try:
            return self._opened().decrypt(kept)
        except InvalidToken:
            raise Unavailable(
                "A secret was kept with a key that is not in the file of LAUREL_WEBHOOK_KEY."
            ) from None

    def new_secret(self) -> tuple[str, str]:
        """A secret as it is kept, and as it is shown once. Raises Unavailable."""
        secret = new_secret()
        return self.keep(secret), SharedSecret(secret).shown

    def new_key(self) -> tuple[str, str]:
        """A key as it is kept, and its public half. Raises Unavailable."""
        seed = new_secret()
        return self.keep(seed), SigningKey(seed).public

    def _opened(self) -> MultiFernet:
        if self._keys is None:
            raise Unavailable(
                "Outcomes are not sent to receivers here: LAUREL_WEBHOOK_KEY names no file of keys."
            )
        return self._keys
