"""An address as a mail server can take it."""

import idna


def written_for(address: str, *, in_utf_8: bool) -> str:
    """The address, its domain in ASCII (IDNA 2008) for a server that takes none in UTF-8.

    Raises ValueError for a domain that can't be written so, and for what stands before the `@`.
    """
    if in_utf_8 or address.isascii():
        return address
    local, _, domain = address.rpartition("@")
    if not local.isascii():
        raise ValueError(f"the mail server takes no such characters before the @: {local}")
    return f"{local}@{idna.encode(domain, uts46=True).decode()}"
