"""Tokens of everybody who signs in, signed for the venue."""

from collections.abc import Sequence

from deploy.replay.scenario.people import Account
from deploy.replay.venue import Signer
from shared.errors import Rejected
from shared.identity import ApplicantCode
from shared.programmes import Programme, Stage
from shared.programmes.rights import Acting, check_acts


class People:
    """Who acts in the round."""

    def __init__(self, signer: Signer, programme: Programme, accounts: Sequence[Account]) -> None:
        self._signer = signer
        self._programme = programme
        self._accounts = accounts
        self._tokens: dict[str, str] = {}

    def enterprise(self, code: str) -> str:
        """The account of an enterprise, or of a city by its division code."""
        account = f"enterprise-{code}"
        token = self._tokens.get(account)
        if token is None:
            of_city = ApplicantCode.of(code).kind == "division"
            own = {"division": code} if of_city else {"uscc": code}
            token = self._signer.mint(account, ["enterprise"], **own)
            self._tokens[account] = token
        return token

    def acting_in(self, stage: Acting) -> str:
        """The first account that acts in the stage, holds the activity, or advises on drafts."""
        for account in self._accounts:
            try:
                check_acts(self._programme, stage, {account.role}, account.office)
            except Rejected:
                continue
            return self._official(account)
        raise LookupError(f"nobody acts in {stage.name.en}")

    def acting_for(self, stage: Stage, office: str) -> str:
        """The first account that acts in the stage for this office."""
        accounts = (account for account in self._accounts if account.office == office)
        account = next((each for each in accounts if each.role == stage.by), None)
        if account is None:
            raise LookupError(f"nobody acts in {stage.id} for {office}")
        return self._official(account)

    @property
    def overseer(self) -> str:
        """Who may see how far intake, review and notify have come: an association or officer."""
        return self._first("association") or self.officer

    @property
    def officer(self) -> str:
        """The first officer, who enters external figures."""
        token = self._first("officer")
        assert token is not None, "every path ends with an announcement, and so has an officer"
        return token

    def _first(self, role: str) -> str | None:
        found = (account for account in self._accounts if account.role == role)
        account = next(found, None)
        return None if account is None else self._official(account)

    def _official(self, account: Account) -> str:
        token = self._tokens.get(account.account)
        if token is None:
            token = self._signer.mint(
                account.account, [account.role], name=account.name, office=account.office
            )
            self._tokens[account.account] = token
        return token
