"""`laurel token`: a token of the development issuer."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from deploy.local.issuer import Issuer
from deploy.local.places import BASE, Places
from shared.calendar import beijing_date
from shared.http.roles import ROLES
from shared.identity import InvalidDivision, InvalidUscc, parse, parse_division


def token(
    role: Annotated[list[str], typer.Option(help=f"One of {', '.join(ROLES)}; repeatable.")],
    uscc: Annotated[str | None, typer.Option(help="The enterprise it speaks for.")] = None,
    division: Annotated[
        str | None, typer.Option(help="The city it speaks for, by GB/T 2260.")
    ] = None,
    office: Annotated[
        str | None, typer.Option(help="The office it acts for, as programmes name it.")
    ] = None,
    subject: Annotated[str, typer.Option(help="Who it is for.")] = "developer",
    name: Annotated[str | None, typer.Option(help="The person's name.")] = None,
    hours: Annotated[float, typer.Option(min=0.01, help="How long it is valid.")] = 12.0,
    base: Annotated[
        Path, typer.Option(help="Folder of the local stack.", show_default=".laurel")
    ] = BASE,
) -> None:
    """Print a token that the local services accept.

    Examples:

    \b
      laurel token --role officer
      laurel token --role recommender --office jiangmen
      laurel token --role enterprise --uscc 91350100M000100Y43
      laurel token --role enterprise --division 441900
    """
    unknown = [each for each in role if each not in ROLES]
    if unknown:
        raise typer.BadParameter(f"{', '.join(unknown)}: choose from {', '.join(ROLES)}")
    if "enterprise" in role:
        _check(uscc, division)
    if "recommender" in role and office is None:
        raise typer.BadParameter("a recommender's token names its office: --office jiangmen")
    issuer = Issuer(Places(base).issuer)
    try:
        issuer.ensure()
    except OSError as error:
        raise typer.BadParameter(
            f"No development issuer can be kept in {base}: {error.strerror}. "
            "In production your own issuer makes the tokens.",
            param_hint="--base",
        ) from None
    lifetime = timedelta(hours=hours)
    typer.echo(issuer.mint(subject, role, uscc, name, lifetime, office, division))


def _check(uscc: str | None, division: str | None) -> None:
    if uscc is not None and division is not None:
        raise typer.BadParameter("a token speaks for one: give --uscc or --division")
    if division is not None:
        try:
            parse_division(division, beijing_date(datetime.now(UTC)))
        except InvalidDivision as error:
            raise typer.BadParameter(error.text.en, param_hint="--division") from None
        return
    if uscc is None:
        raise typer.BadParameter(
            "an enterprise's token names it: --uscc 91350100M000100Y43 (a city's: "
            "--division 441900)"
        )
    try:
        parse(uscc)
    except InvalidUscc as error:
        if error.reason == "check-digit":
            # Some were issued like this, and a service believes the issuer.
            typer.echo(f"Warning: {error.text.en}", err=True)
            return
        raise typer.BadParameter(error.text.en, param_hint="--uscc") from None
