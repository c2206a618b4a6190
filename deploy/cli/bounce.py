"""`laurel bounce`: hands a mail that came back to notify."""

import json
import sys
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import typer

from deploy.cli.calling import HERE, Token, TokenFile, Url, address, token_in

EX_TEMPFAIL = 75
"""Exit status by which a mail server keeps the mail and tries again, as sysexits.h has it."""

MOST_BYTES = 1024 * 1024
"""Of a longer mail the beginning is handed in, where a bounce says what it has to say."""

WITHIN = 30.0


def bounce(
    url: Url = HERE,
    token_file: TokenFile = None,
    token: Token = None,
) -> None:
    """Hand a mail that came back, read from standard input, to notify.

    For the pipe of a mail server. What is no bounce is left alone. Exit status 75 when notify does
    not take it now, so that the mail server keeps it and tries again.

    Examples:

    \b
      laurel bounce --url https://laurel.example.cn --token-file /run/secrets/token < mail.eml
      laurel-bounce: "|/usr/bin/laurel bounce --token-file /run/secrets/token"   (aliases)
    """
    known = token_in(token, token_file)
    request = Request(
        f"{address(url)}/notify/v1/bounces",
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


def _in_words(answer: dict[str, object]) -> str:
    is_bounce = answer["is_bounce"]
    if unclear := answer.get("unclear"):
        return f"nobody can tell: mail {unclear} is to be settled, see GET /notify/v1/unclear-mails"
    if not is_bounce:
        return "no bounce: left alone"
    if answer["notice"] is None:
        return "a bounce, but of none of our notices: left alone"
    return f"notice {answer['notice']} of application {answer['application']}: {answer['status']}"
