"""What the commands that call notify over HTTP have in common: where it is, and who calls."""

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

Url = Annotated[
    str,
    typer.Option(
        envvar="LAUREL_NOTIFY_URL", help="Where notify or the front door is.", show_default=True
    ),
]
TokenFile = Annotated[
    Path | None,
    typer.Option(
        envvar="LAUREL_TOKEN_FILE",
        exists=True,
        dir_okay=False,
        help="File with a token, as of the role operator.",
    ),
]
Token = Annotated[str | None, typer.Option(envvar="LAUREL_TOKEN", help="The token itself.")]

HERE = "http://127.0.0.1:8080"


def token_in(token: str | None, token_file: Path | None) -> str:
    """The token that was named; raises BadParameter for none, and for what is none."""
    known = token or (token_file.read_text(encoding="utf-8").strip() if token_file else None)
    if known is None:
        raise typer.BadParameter("name a token: --token-file FILE, or the variable LAUREL_TOKEN")
    if not known.isascii() or not known.isprintable():
        raise typer.BadParameter("a token is one line of ASCII letters, digits and marks")
    return known


def address(url: str, option: str = "--url") -> str:
    """The address without a slash at its end; raises BadParameter for what is none."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number, an address of IPv6 that does not end
        good = False
    if not good or not url.isascii() or any(c.isspace() for c in url):
        raise typer.BadParameter(
            f"expected an http or https address, such as {HERE}, not {url}", param_hint=option
        )
    return url.rstrip("/")
