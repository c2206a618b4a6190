"""`laurel bounce`: hands a mail that came back to notify."""

import json
import sys
from http.client import HTTPException
from pathlib import Path
from typing import Annotated
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import typer

EX_TEMPFAIL = 75
"""Exit status by which a mail server keeps the mail and tries again, as sysexits.h has it."""

MOST_BYTES = 1024 * 1024
"""Of a longer mail the beginning is handed in, where a bounce says what it has to say."""

WITHIN = 30.0


def bounce(
    url: Annotated[
        str,
        typer.Option(
            envvar="LAUREL_NOTIFY_URL", help="Where notify or the front door is.", show_default=True
        ),
    ] = "http://127.0.0.1:8080",
    token_file: Annotated[
        Path | None,
        typer.Option(
            envvar="LAUREL_TOKEN_FILE",
            exists=True,
            dir_okay=False,
            help="File with a token of the role operator.",
        ),
    ] = None,
    token: Annotated[
        str | None, typer.Option(envvar="LAUREL_TOKEN", help="The token itself.")
    ] = None,
) -> None:
    """Hand a mail that came back, read from standard input, to notify.

    For the pipe of a mail server. What is no bounce is left alone. Exit status 75 when notify does
    not take it now, so that the mail server keeps it and tries again.

    Examples:

    \b
      laurel bounce --url https://laurel.example.cn --token-file /run/secrets/token < mail.eml
      laurel-bounce: "|/usr/bin/laurel bounce --token-file /run/secrets/token"   (aliases)
    """
    known = token or (token_file.read_text(encoding="utf-8").strip() if token_file else None)
    if known is None:
        raise typer.BadParameter("name a token: --token-file FILE, or the variable LAUREL_TOKEN")
    if not known.isascii() or not known.isprintable():
        raise typer.BadParameter("a token is one line of ASCII letters, digits and marks")
    request = Request(
        f"{_address(url)}/notify/v1/bounces",
        data=sys.stdin.buffer.read(MOST_BYTES),
        headers={"Content-Type": "message/rfc822", "Authorization": f"Bearer {known}"},
    )
    try:
        with urlopen(request, timeout=WITHIN) as answer:
            said = _in_words(json.load(answer))
    except HTTPError as error:
        typer.echo(f"notify refuses it: {error.code} {error.read(500).decode('utf-8', 'replace')}")
        raise typer.Exit(EX_TEMPFAIL) from None
    except (OSError, HTTPException) as error:
        typer.echo(f"notify does not answer at {url}: {error}")
        raise typer.Exit(EX_TEMPFAIL) from None
    except (ValueError, KeyError, TypeError):
        typer.echo(f"what answers at {url} is not notify")
        raise typer.Exit(EX_TEMPFAIL) from None
    typer.echo(said)


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number, an address of IPv6 that does not end
        good = False
    if not good or not url.isascii() or any(c.isspace() for c in url):
        raise typer.BadParameter(
            f"expected an http or https address, such as http://127.0.0.1:8080, not {url}",
            param_hint="--url",
        )
    return url.rstrip("/")


def _in_words(answer: dict[str, object]) -> str:
    is_bounce = answer["is_bounce"]
    if unclear := answer.get("unclear"):
        return f"nobody can tell: mail {unclear} is to be settled, see GET /notify/v1/unclear-mails"
    if not is_bounce:
        return "no bounce: left alone"
    if answer["notice"] is None:
        return "a bounce, but of none of our notices: left alone"
    return f"notice {answer['notice']} of application {answer['application']}: {answer['status']}"
