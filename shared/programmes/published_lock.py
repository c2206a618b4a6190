"""The lock of published versions: what was published once never changes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

import yaml

from shared.programmes.errors import Problem, ProgrammeInvalid
from shared.programmes.model import Programme

LOCK_NAME = "published.lock"
_HEADER = """\
# The published versions and the SHA-256 of what they say, written by `laurel programme publish`.
# Cases are pinned to these versions: never edit or remove a line. New rules are a new version.
"""


@dataclass(frozen=True, slots=True)
class PublishedLock:
    """The digests of published versions by `id@version`, and the file that keeps them."""

    file: Path
    digests: dict[str, str]

    @classmethod
    def beside(cls, definition: Path) -> Self:
        """The lock of the directory a definition is in; empty when nothing was published yet."""
        return cls.of(definition.parent)

    @classmethod
    def of(cls, directory: Path) -> Self:
        """The lock of a directory; raises ProgrammeInvalid when the file is damaged."""
        file = directory / LOCK_NAME
        if not file.exists():
            return cls(file, {})
        try:
            digests = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
        except (yaml.YAMLError, ValueError) as error:  # ValueError: 30 February, or not UTF-8
            raise ProgrammeInvalid(
                [Problem(str(file), 1, "", f"expected YAML: {error}")]
            ) from error
        if not isinstance(digests, dict) or not all(
            isinstance(key, str) and isinstance(digest, str) for key, digest in digests.items()
        ):
            message = "expected lines like id@version: sha256"
            raise ProgrammeInvalid([Problem(str(file), 1, "", message)])
        return cls(file, digests)

    def has(self, programme: Programme) -> bool:
        """Whether this version was published."""
        return programme.key in self.digests

    def was_changed(self, programme: Programme) -> bool:
        """Whether this version was published and says something else now.

        What its reasons are for may be said later, if it was published without.
        """
        same = (programme.digest, programme.digest_before_only_for)
        return self.digests.get(programme.key, programme.digest) not in same

    def publish(self, programme: Programme) -> None:
        """Add the version to the lock file; publishing the same content again changes nothing."""
        digests = {programme.key: programme.digest, **self.digests}
        lines = [f"{key}: {digest}\n" for key, digest in sorted(digests.items())]
        fresh = self.file.with_suffix(".lock.new")
        fresh.write_text(_HEADER + "".join(lines), encoding="utf-8")
        fresh.replace(self.file)
