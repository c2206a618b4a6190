"""How a YAML mapping tells which alternative it is: by the key it has."""

from collections.abc import Callable, Mapping
from typing import Any


def tagged_by_key(keys: Mapping[str, str]) -> Callable[[Any], str | None]:
    """A discriminator that looks for the first of `keys` present and answers its `<tag>`.

    The angle brackets keep a tag apart from any key of the document when an error is located.
    """

    def tag(value: Any) -> str | None:
        for key, name in keys.items():
            present = key in value if isinstance(value, Mapping) else hasattr(value, key)
            if present:
                return f"<{name}>"
        return None

    return tag
