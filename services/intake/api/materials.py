"""Materials are handed in, fetched and taken back."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import StreamingResponse

from services.intake.api.callers import OwnCode, WhoReads
from services.intake.api.documented import form_of_files, refusals, some_refused
from services.intake.api.multipart import received_form
from services.intake.api.schemas.applications import UploadView
from services.intake.domain.application import Application
from services.intake.domain.material import Material
from services.intake.ports import Files
from services.intake.usecases.access import Reader
from services.intake.usecases.add_materials import AddMaterials
from services.intake.usecases.read_application import ReadApplication
from services.intake.usecases.remove_material import RemoveMaterial
from shared.errors import FieldError, NotFound, Rejected
from shared.http.arrival import arrived
from shared.http.bounded import takes
from shared.http.if_match import MAY_NAME_VERSION, Versions, etag, wanted_versions
from shared.programmes import Programme

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "jpeg": "image/jpeg",
}
KINDS = sorted(MEDIA_TYPES.values())
FILE = {"schema": {"type": "string", "format": "binary"}}
FILE_REFUSALS = (
    "empty-file",
    "file-too-large",
    "file-too-complex",
    "encrypted-file",
    "unreadable-file",
    "disguised-file",
    "unsupported-file",
    "kind-not-accepted",
    "unknown-requirement",
    "too-many-files",
    "unknown-file",
    "invalid-material",
    "no-file",
    "not-multipart",
    "malformed-form",
    "request-too-large",
)

Replace = Annotated[
    bool,
    Query(
        description="Whether the files take the place of those that are there for the same "
        "requirements, instead of being added to them. Nothing is replaced for a requirement of "
        "which a file is refused."
    ),
]


def material_routes(
    add: AddMaterials,
    remove: RemoveMaterial,
    read: ReadApplication,
    files: Files,
    largest_request: int,
) -> APIRouter:
    """`POST …/{id}/materials`, `GET` and `DELETE …/materials/{material}`."""
    router = APIRouter(prefix="/intake/v1/applications/{application}/materials", tags=["materials"])

    @router.post(
        "",
        summary="Hand in files, any number of them at once",
        description="Each part is named by the id of its requirement, and each file is judged by "
        "itself: if some can't be taken, the others stay (207, see `refused`); if none can, the "
        "request is refused. The same bytes for the same requirement are one material. A part "
        "`M05/` and the id of a file of M05 takes the place of that file. If-Match is optional "
        "here.",
        responses=some_refused(UploadView)
        | refusals("not-found", "not-a-draft", "stale-version", "invalid-request", *FILE_REFUSALS),
        openapi_extra={**form_of_files(), **MAY_NAME_VERSION},
    )
    @takes(largest_request)
    async def post(
        application: str,
        request: Request,
        uscc: OwnCode,
        versions: Annotated[Versions, Depends(wanted_versions)],
        at: Annotated[datetime, Depends(arrived)],
        response: Response,
        replace: Replace = False,
    ) -> UploadView:
        found, programme = await add.before(application, uscc, at, versions)
        async with received_form(request, limits(programme)) as form:
            if form.answers is not None:
                raise AnswersElsewhere
            if not form.files:
                raise Rejected(
                    "There is no file in this request. Send each as a part with a file name.",
                    code="no-file",
                    zh="请求中没有文件。每个文件请作为带文件名的一个部分发送。",
                )
            added = await add(found, form.files, at, versions, replace=replace)
        if added.refused:
            response.status_code = 207
        response.headers["ETag"] = etag(added.found.version)
        return UploadView.of(added)

    @router.get(
        "/{material}",
        summary="The file as it was handed in",
        response_class=StreamingResponse,
        responses={
            200: {"description": "The file.", "content": dict.fromkeys(KINDS, FILE)},
            **refusals("not-found"),
        },
    )
    async def get(
        application: str, material: str, reader: WhoReads, at: Annotated[datetime, Depends(arrived)]
    ) -> StreamingResponse:
        """The ETag is the hash of the file."""
        found, _ = await read(application, reader, at)
        for known in _readable(found.application, reader):
            if known.id == material:
                name = quote(known.download_name, safe="")
                return StreamingResponse(
                    files.read(known.file),
                    media_type=MEDIA_TYPES[known.kind],
                    headers={
                        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
                        "Content-Length": str(known.size),
                        "ETag": f'"{known.sha256}"',
                        "X-Content-Type-Options": "nosniff",
                    },
                )
        raise NotFound("material", material)

    @router.delete(
        "/{material}",
        status_code=204,
        summary="Take a file out of a draft",
        response_class=Response,
        response_description="It is out; the ETag is the version now.",
        responses=refusals("not-found", "not-a-draft", "stale-version", "invalid-request"),
        openapi_extra=MAY_NAME_VERSION,
    )
    async def delete(
        application: str,
        material: str,
        uscc: OwnCode,
        versions: Annotated[Versions, Depends(wanted_versions)],
        at: Annotated[datetime, Depends(arrived)],
    ) -> Response:
        """If-Match is optional here."""
        found = await remove(application, uscc, material, at, versions)
        return Response(status_code=204, headers={"ETag": etag(found.version)})

    return router


def _readable(application: Application, reader: Reader) -> Iterator[Material]:
    """What is staged for a supplement is its enterprise's alone until it is sent."""
    yield from application.materials
    if application.staged is not None and reader.uscc == application.uscc:
        yield from application.staged.materials


def limits(programme: Programme) -> dict[str, int]:
    """The most bytes of a file, by requirement."""
    return {material.id: material.max_bytes for material in programme.materials}


class AnswersElsewhere(Rejected):
    """Answers came beside files of a draft, which takes them with itself."""

    def __init__(self) -> None:
        super().__init__(
            "Answers are saved with the draft itself (PATCH), and not beside files: nothing was "
            "changed. Send the files without the part `answers`.",
            (
                FieldError(
                    "answers",
                    "is not taken here; change the draft itself to save answers",
                    "不在此处提交；表单内容请随草稿保存",
                ),
            ),
            code="invalid-request",
            zh="表单内容随草稿保存（PATCH），不与文件一起提交：未作任何更改。"
            "请去掉 `answers` 部分，只发送文件。",
        )
