"""Tokens of everybody who signs in, signed for the venue."""

from functools import cached_property

from deploy.replay.venue import Signer


class People:
    """Who acts in the play."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer
        self._enterprises: dict[str, str] = {}

    def enterprise(self, uscc: str) -> str:
        """The account of an enterprise."""
        token = self._enterprises.get(uscc)
        if token is None:
            token = self._signer.mint(f"enterprise-{uscc}", ["enterprise"], uscc=uscc)
            self._enterprises[uscc] = token
        return token

    @cached_property
    def association(self) -> str:
        """The association, which does the formal review."""
        return self._signer.mint("association", ["association"], name="江门市高新技术产业促进会")

    @cached_property
    def city(self) -> str:
        """The city, which recommends."""
        return self._signer.mint(
            "city", ["recommender"], name="江门市科学技术局", office="jiangmen"
        )

    @cached_property
    def reviewer(self) -> str:
        """The province's reviewer."""
        return self._signer.mint("reviewer", ["reviewer"], name="省评审组")

    @cached_property
    def province(self) -> str:
        """The province's officer, who publishes."""
        return self._signer.mint("officer", ["officer"], name="省认定机构")
