"""Secrets as they are kept: encrypted with a key that the database has not."""

from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from shared.errors import Unavailable


class WrongKey(ValueError):
    """The file does not hold keys of Fernet, one a line."""


def keys_in(file: Path) -> MultiFernet:
    """The keys of a file, the newest first. Raises WrongKey."""
    try:
        lines = file.read_text(encoding="ascii").split()
        return MultiFernet([Fernet(line) for line in lines])
    # What is wrong with a key is not told: it would be a part of it.
    except (ValueError, OSError):
        raise WrongKey(f"{file} has no keys, one a line, of 32 bytes in base64url") from None


class Keeper:
    """Encrypts with the first key and reads what any of them encrypted, so that keys can change.

    Without keys nothing is kept or read: Unavailable says so in the words of `without`.
    `setting` is the variable that names the file of the keys.
    """

    def __init__(self, keys: MultiFernet | None, setting: str, without: str = "") -> None:
        self._keys = keys
        self._setting = setting
        self._without = without

    def keep(self, secret: bytes) -> str:
        """The secret, encrypted. Raises Unavailable."""
        return self._opened().encrypt(secret).decode("ascii")

    def read(self, kept: str) -> bytes:
        """The secret again. Raises Unavailable when its key is not there."""
        try:
            return self._opened().decrypt(kept)
        except InvalidToken:
            raise Unavailable(
                f"A secret was kept with a key that is not in the file of {self._setting}."
            ) from None

    def _opened(self) -> MultiFernet:
        if self._keys is None:
            raise Unavailable(self._without)
        return self._keys
