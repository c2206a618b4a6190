"""`laurel listen`: for whoever writes a receiver; outcomes come to it on this machine, signed."""

import asyncio
from contextlib import suppress
from typing import Annotated

import typer

from deploy.cli.calling import HERE, Token, TokenFile, Url, address, token_in
from deploy.listening import Listening, NotAnswered, listen
from services.notify.senders.agencies.signatures import SharedSecret, new_secret


def run_listen(
    forward: Annotated[
        str, typer.Option(help="Your receiver, such as http://localhost:3000/hook.")
    ],
    after: Annotated[
        str | None,
        typer.Option(help="The cursor to begin behind, or `beginning`; else what comes from now."),
    ] = None,
    programme: Annotated[
        list[str] | None, typer.Option(help="Only of this programme; may be given several times.")
    ] = None,
    url: Url = HERE,
    token_file: TokenFile = None,
    token: Token = None,
) -> None:
    """Read the feed of outcomes and hand each to a receiver on this machine, signed.

    Nothing is subscribed to and nothing is noted: what fails is told and passed over. It goes on
    until Ctrl-C.

    Examples:

    \b
      laurel listen --forward http://localhost:3000/hook --token "$(laurel token --role agency)"
      laurel listen --forward http://localhost:3000/hook --after beginning
    """
    secret = SharedSecret(new_secret())
    wanted = Listening(
        notify=address(url),
        token=token_in(token, token_file),
        forward=address(forward, "--forward"),
        after=after,
        programmes=tuple(programme or ()),
    )
    typer.echo(f"secret of these messages: {secret.shown}")
    try:
        with suppress(KeyboardInterrupt):
            asyncio.run(listen(wanted, secret, typer.echo))
    except NotAnswered as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
