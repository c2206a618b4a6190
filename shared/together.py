"""Several refusals of one request, told at once instead of one after the other."""

from collections.abc import Iterable
from types import TracebackType

from shared.errors import Rejected


class SeveralFaults(Rejected):
    """What several checks of one request have refused it for."""

    def __init__(self, refusals: Iterable[Rejected]) -> None:
        known = tuple(refusals)
        codes = {each.code for each in known}
        super().__init__(
            "Nothing was changed. Put what is named under `errors` right and send it again.",
            tuple(fault for each in known for fault in each.errors),
            code=codes.pop() if len(codes) == 1 else "invalid-request",
            zh="未作任何更改。请改正 `errors` 中列出的各项后重新发送。",
        )


class Together:
    """Keeps the refusals of the blocks that it is around, until all of them are told."""

    def __init__(self) -> None:
        self._found: list[Rejected] = []

    def __enter__(self) -> None:
        """Begins a check; its refusal ends the block."""

    def __exit__(
        self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None
    ) -> bool:
        """Keeps a refusal that names what is wrong; lets everything else pass."""
        if isinstance(error, Rejected) and error.errors:
            self._found.append(error)
            return True
        return False

    def check(self, *also: Rejected) -> None:
        """Raises what was found, and then `also`; nothing where no check has refused."""
        match self._found:
            case []:
                return
            case [single] if not also:
                raise single
            case several:
                raise SeveralFaults((*several, *also))
