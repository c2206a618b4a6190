"""What all settings have in common."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from pydantic import DirectoryPath, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "LAUREL_"
SECRETS = Path("/run/secrets")


def secrets_folder() -> Path | None:
    """Where secrets lie as files, each named like its variable: LAUREL_SECRETS or /run/secrets."""
    folder = Path(os.environ.get("LAUREL_SECRETS", SECRETS))
    return folder if folder.is_dir() else None


class Settings(BaseSettings):
    """Frozen values from variables or files; what is wrong with one never shows a secret.

    `former` has the name by which the version before called a field; it is read where the new one
    is not set.
    """

    former: ClassVar[Mapping[str, str]] = {}

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        frozen=True,
        extra="ignore",
        validate_default=True,
        hide_input_in_errors=True,
        env_ignore_empty=True,
    )

    secrets: DirectoryPath | None = Field(
        None,
        description="folder of secret files; /run/secrets when it is there",
        examples=[SECRETS],
    )


def variable(field: str) -> str:
    """The variable of a field."""
    return f"{PREFIX}{field.upper()}"
