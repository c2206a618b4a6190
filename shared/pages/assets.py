"""Style, script and pictures under names that change with their content."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from shared.errors import NotFound
from shared.http.auth import public

TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FOR_EVER = "public, max-age=31536000, immutable"
SHARED = Path(__file__).with_name("static")


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is served."""

    content: bytes
    media_type: str


class Assets:
    """The files of some folders, read once; `prefix` is the path they are served under."""

    def __init__(self, prefix: str, folders: Iterable[Path] = (SHARED,)) -> None:
        self.prefix = prefix
        self._names: dict[str, str] = {}
        self._served: dict[str, Asset] = {}
        for file in sorted(file for folder in folders for file in folder.iterdir()):
            content = file.read_bytes()
            hashed = f"{file.stem}.{sha256(content).hexdigest()[:12]}{file.suffix}"
            self._names[file.name] = hashed
            self._served[hashed] = Asset(content, TYPES[file.suffix])

    def url(self, name: str) -> str:
        """The path of an asset; KeyError for one that is not there."""
        return f"{self.prefix}/{self._names[name]}"

    def find(self, hashed: str) -> Asset:
        """The asset of this served name; NotFound for any other."""
        try:
            return self._served[hashed]
        except KeyError:
            raise NotFound("file", hashed) from None


def static_routes(assets: Assets) -> APIRouter:
    """Serves the assets, to be kept by browsers for ever."""
    router = APIRouter(dependencies=[Depends(public)], include_in_schema=False)

    @router.get(assets.prefix + "/{name}")
    async def static(name: str) -> Response:
        found = assets.find(name)
        headers = {"Cache-Control": FOR_EVER, "X-Content-Type-Options": "nosniff"}
        return Response(found.content, media_type=found.media_type, headers=headers)

    return router
