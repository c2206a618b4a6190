"""`laurel subscription`: what agencies are sent, for who runs the house."""

import asyncio
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Column, Table

from deploy.agency_recipe import recipe
from deploy.cli.calling import HERE, Token, TokenFile, Url, address, token_in
from deploy.subscriptions import Asked, Refused, ask, ask_all

HELP = """\
What agencies subscribe to, and whether it arrives. Needs a token of the role operator.

Examples:

\b
  laurel subscription list --state disabled
  laurel subscription show 5d0c3f5b8c2e5f0c9b1d3a7e6f402811
  laurel subscription deliveries 5d0c3f5b8c2e5f0c9b1d3a7e6f402811 --fate waiting
  laurel subscription pause 5d0c3f5b8c2e5f0c9b1d3a7e6f402811 --reason "asked for by phone"
  laurel subscription login 5d0c3f5b8c2e5f0c9b1d3a7e6f402811 agency-tax
"""

app = typer.Typer(no_args_is_help=True, help=HELP)
console = Console()

Id = Annotated[str, typer.Argument(help="Id of the subscription.")]
Prefix = Annotated[
    str, typer.Option(envvar="LAUREL_TOPIC_PREFIX", help="What the topic's name begins with.")
]
Reason = Annotated[str | None, typer.Option(help="Why; the agency reads it.")]


@app.callback(help=HELP)
def subscription() -> None:
    """What agencies subscribe to: list, show, deliveries, login, recipe, pause, resume, end."""


@app.command("list")
def run_list(
    state: Annotated[
        str | None, typer.Option(help="Only unproven, active, paused, disabled or ended ones.")
    ] = None,
    url: Url = HERE,
    token_file: TokenFile = None,
    token: Token = None,
) -> None:
    """Lists the subscriptions, the newest first. Without a terminal a line each, tabs between.

    Example: laurel subscription list --state active | cut -f 1
    """
    asked = _asked(url, token, token_file)
    state_asked = {} if state is None else {"state": state}
    found = _run(ask_all(asked, "", "subscriptions", "cursor", state_asked))
    names = ("id", "owner", "name", "state", "kind", "to")
    rows = [[*(str(one[name]) for name in names[:-1]), _to(one)] for one in found]
    _print(names, rows)


@app.command("show")
def run_show(
    identity: Id, url: Url = HERE, token_file: TokenFile = None, token: Token = None
) -> None:
    """Shows how far a subscription is, how its receiver does, and what was done to it.

    Example: laurel subscription show 5d0c3f5b8c2e5f0c9b1d3a7e6f402811
    """
    _show(_run(ask(_asked(url, token, token_file), "GET", f"/{identity}")))


@app.command("deliveries")
def run_deliveries(
    identity: Id,
    fate: Annotated[
        str | None, typer.Option(help="Only delivered, waiting or failed ones.")
    ] = None,
    url: Url = HERE,
    token_file: TokenFile = None,
    token: Token = None,
) -> None:
    """Lists what became of the latest 200 messages. Without a terminal a line each.

    Example: laurel subscription deliveries 5d0c3f5b8c2e5f0c9b1d3a7e6f402811 --fate waiting
    """
    asked = {"limit": "200", **({} if fate is None else {"fate": fate})}
    path = f"/{identity}/deliveries"
    found = _run(ask(_asked(url, token, token_file), "GET", path, params=asked))
    names = ("position", "message", "type", "fate", "tries", "last_at", "next_at")
    rows = [
        [str(one[name] if one[name] is not None else "") for name in names]
        for one in found["deliveries"]
    ]
    _print(names, rows)


@app.command("login")
def run_login(
    identity: Id,
    login: Annotated[str, typer.Argument(help="Such as agency-tax.")],
    url: Url = HERE,
    token_file: TokenFile = None,
    token: Token = None,
    topic_prefix: Prefix = "laurel",
) -> None:
    """Says by which login an agency reads the topic, and prints how Kafka is to let it in.

    Example: laurel subscription login 5d0c3f5b8c2e5f0c9b1d3a7e6f402811 agency-tax
    """
    asked = _asked(url, token, token_file)
    found = _run(ask(asked, "PUT", f"/{identity}/login", json={"login": login}))
    _show(found)
    typer.echo(recipe(login, topic_prefix, let_in=True))


@app.command("recipe")
def run_recipe(
    identity: Id,
    url: Url = HERE,
    token_file: TokenFile = None,
    token: Token = None,
    topic_prefix: Prefix = "laurel",
) -> None:
    """Prints how Kafka lets the login of a subscription in or, unless it is active, shuts it out.

    Example: laurel subscription recipe 5d0c3f5b8c2e5f0c9b1d3a7e6f402811
    """
    found = _run(ask(_asked(url, token, token_file), "GET", f"/{identity}"))
    if found["login"] is None:
        typer.echo("It has no login: `laurel subscription login` gives it one.", err=True)
        raise typer.Exit(1)
    typer.echo(recipe(found["login"], topic_prefix, let_in=found["state"] == "active"))


@app.command("pause")
def run_pause(
    identity: Id,
    reason: Reason = None,
    url: Url = HERE,
    token_file: TokenFile = None,
    token: Token = None,
) -> None:
    """Sends nothing until an operator resumes it; what comes meanwhile is sent then.

    Example: laurel subscription pause 5d0c3f5b8c2e5f0c9b1d3a7e6f402811 --reason "by phone"
    """
    _act(identity, "pause", reason, _asked(url, token, token_file))


@app.command("resume")
def run_resume(
    identity: Id,
    reason: Reason = None,
    url: Url = HERE,
    token_file: TokenFile = None,
    token: Token = None,
) -> None:
    """Has a paused one go on where it stopped.

    Example: laurel subscription resume 5d0c3f5b8c2e5f0c9b1d3a7e6f402811
    """
    _act(identity, "resumption", reason, _asked(url, token, token_file))


@app.command("end")
def run_end(
    identity: Id,
    reason: Reason = None,
    url: Url = HERE,
    token_file: TokenFile = None,
    token: Token = None,
) -> None:
    """Ends one for good.

    Example: laurel subscription end 5d0c3f5b8c2e5f0c9b1d3a7e6f402811 --reason "agency dissolved"
    """
    _act(identity, "end", reason, _asked(url, token, token_file))


def _to(one: dict[str, Any]) -> str:
    return str(one["url"] or one["login"] or "")


def _asked(url: str, token: str | None, token_file: Any) -> Asked:
    return Asked(address(url), token_in(token, token_file))


def _act(identity: str, what: str, reason: str | None, asked: Asked) -> None:
    body = {} if reason is None else {"reason": reason}
    _show(_run(ask(asked, "PUT", f"/{identity}/{what}", json=body)))


def _run(work: Any) -> Any:
    try:
        return asyncio.run(work)
    except Refused as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


def _show(found: dict[str, Any]) -> None:
    for name, value in found.items():
        if name == "acts":
            for act in value:
                why = f": {act['reason']}" if act["reason"] else ""
                typer.echo(f"{act['at']} {act['did']} by {act['by']} ({act['side']}){why}")
        elif name != "last_act":
            typer.echo(f"{name}: {'' if value is None else value}")


def _print(names: tuple[str, ...], rows: list[list[str]]) -> None:
    if not console.is_terminal:
        for row in rows:
            typer.echo("\t".join(row))
        return
    table = Table(*(Column(name, overflow="fold") for name in names))
    for row in rows:
        table.add_row(*row)
    console.print(table)
