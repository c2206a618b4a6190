"""What goes against a replay."""


class PlayFault(Exception):
    """A service did something else than it must; names the service and what was seen."""

    def __init__(self, service: str, what: str) -> None:
        super().__init__(f"{service}: {what}")
