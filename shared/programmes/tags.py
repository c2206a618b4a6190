"""How a YAML mapping tells which alternative it is: by the key it has."""

from collections.abc import Mapping
from typing import Any

from pydantic import Discriminator

NO_KEY = "one_key"
"""The type of the error about a mapping that has none of the keys."""


def tagged_by_key(keys: Mapping[str, str], expected: str) -> Discriminator:
    """Looks for the first of `keys` present and answers its `<tag>`; `expected` says what is.

    The angle brackets keep a tag apart from any key of the document when an error is located.
    """

    def tag(value: Any) -> str | None:
        for key, name in keys.items():
            present = key in value if isinstance(value, Mapping) else hasattr(value, key)
            if present:
                return f"<{name}>"
        return None

    return Discriminator(tag, custom_error_type=NO_KEY, custom_error_message=expected)
