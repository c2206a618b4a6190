"""What was asked for once: a slot for each item, and the act that sends all of it."""

import json
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import quote
from uuid import uuid4

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse, Response

from services.portal.api.pages.enterprise.applications import ONE, PATH, call_of, read
from services.portal.api.pages.enterprise.form import as_answer, as_typed
from services.portal.api.pages.enterprise.reading import readable
from services.portal.api.pages.enterprise.uploads import form_body, form_headers
from services.portal.api.visits import Sent, Visit, Visits
from services.portal.senders.interfaces import Interfaces, Refused
from shared.http.bounded import takes
from shared.pages import Pages, page_router

HERE = f"{ONE}/supplement"
BOUNDARY = "----laurel"


def supplement_routes(
    pages: Pages, visits: Visits, services: Interfaces, upload_at_most: int
) -> APIRouter:
    """`GET …/{id}/supplement`, `POST …/supplement/files`, `…/answers`, `…/removal`, `…/sending`."""
    router = page_router(pages)

    async def page(
        visit: Visit,
        application: str,
        *,
        refused: Any = (),
        left: str = "",
        status: int = 200,
    ) -> Response:
        found = await read(services, visit, application)
        name = quote(application, safe="")
        try:
            asked = await read(services, visit, application, "/supplement")
        except Refused as no:
            if no.code != "supplement-not-asked":
                raise
            return RedirectResponse(f"{PATH}/{name}?lang={visit.language}", 303)
        timeline = await read(services, visit, application, "/timeline")
        if asked["sent_at"] is not None or not timeline["missing"]:
            return RedirectResponse(f"{PATH}/{name}?lang={visit.language}", 303)
        call = await call_of(services, visit, found)
        return visit.page(
            pages,
            "enterprise/supplement.html",
            status=status,
            found=found,
            asked=asked,
            items=_items(timeline, asked, call, visit.typed),
            refused=refused,
            left=left,
            home=f"{PATH}/{application}/supplement",
        )

    @router.get(HERE)
    async def supplement(
        visit: Annotated[Visit, Depends(visits.signed_in)], application: str
    ) -> Response:
        return await page(visit, application)

    @router.post(f"{HERE}/files")
    @takes(upload_at_most)
    async def files(
        visit: Annotated[Visit, Depends(visits.with_files)], application: str
    ) -> Response:
        request = visit.request
        return await hand_in(
            visit, application, form_body(request), form_headers(request), "/files"
        )

    @router.post(f"{HERE}/answers")
    async def answers(sent: Annotated[Sent, Depends(visits.sent)], application: str) -> Response:
        visit, kind = sent.visit, sent.fields.get("kind", "text")
        item = sent.fields.get("requirement", "")
        said = {item: as_answer(kind, sent.fields.get("answer", ""))}
        part = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="answers"\r\n\r\n'
            f"{json.dumps(said)}\r\n--{BOUNDARY}--\r\n"
        ).encode()

        async def body() -> Any:
            yield part

        headers = {
            "content-type": f"multipart/form-data; boundary={BOUNDARY}",
            "content-length": str(len(part)),
        }
        return await hand_in(visit, application, body(), headers, "/answers")

    async def hand_in(
        visit: Visit, application: str, body: Any, headers: Any, suffix: str
    ) -> Response:
        path = f"/intake/v1/applications/{quote(application, safe='')}/supplement/items"
        try:
            answer = await services.pass_on(visit.bearer, path, body, headers)
        except Refused as no:
            if no.status in (403, 404):
                raise
            refused = [{"filename": one.field, "message": one.message} for one in no.wrong]
            return await page(visit, application, refused=refused, left=no.detail, status=422)
        if answer.body["refused"]:
            said = readable(answer.body["refused"], visit.language)
            return await page(visit, application, refused=said)
        back = visit.here.removesuffix(suffix)
        return RedirectResponse(f"{back}?lang={visit.language}", 303)

    @router.post(f"{HERE}/removal")
    async def removal(sent: Annotated[Sent, Depends(visits.sent)], application: str) -> Response:
        visit, file = sent.visit, quote(sent.fields.get("file", ""), safe="")
        path = f"/intake/v1/applications/{quote(application, safe='')}/supplement/items/{file}"
        try:
            await services.send(visit.bearer, "DELETE", path)
        except Refused as refused:
            if refused.status != 404:
                raise
        back = visit.here.removesuffix("/removal")
        return RedirectResponse(f"{back}?lang={visit.language}", 303)

    @router.post(f"{HERE}/sending")
    async def sending(sent: Annotated[Sent, Depends(visits.sent)], application: str) -> Response:
        visit, name = sent.visit, quote(application, safe="")
        anyway = sent.fields.get("as_it_stands") == "true"
        try:
            await services.send(
                visit.bearer,
                "POST",
                f"/intake/v1/applications/{name}/supplement/submission",
                params={"as_it_stands": "true"} if anyway else None,
                key=f"portal-{uuid4()}",
            )
        except Refused as no:
            if no.code == "supplement-already-received":
                return RedirectResponse(f"{PATH}/{name}?lang={visit.language}", 303)
            if no.status in (403, 404):
                raise
            return await page(visit, application, left=no.detail, status=no.status)
        return RedirectResponse(f"{PATH}/{name}?lang={visit.language}", 303)

    return router


def _items(timeline: Any, asked: Any, call: Any, typed: Mapping[str, str]) -> list[Any]:
    """Each thing that was asked for, with what is there for it by now."""
    empty = {one["requirement"] for one in asked["empty"]}
    materials = {one["id"]: one for one in call["materials"]}
    answers = {one["id"]: one for one in call["answers"]}
    staged = asked["staged"]
    said = staged["answers"] | {typed.get("requirement"): typed.get("answer")}
    return [
        one
        | {
            "empty": one["requirement"] in empty,
            "material": materials.get(one["requirement"]),
            "answer": answers.get(one["requirement"]),
            "ways": [
                {**answers, **materials}.get(id_, {"name": id_})["name"]
                for id_ in one["alternatives"]
            ],
            "pairs": [
                (choice["id"], choice["name"])
                for choice in answers.get(one["requirement"], {}).get("choices", ())
            ],
            "said": as_typed(said.get(one["requirement"])),
            "staged": [
                file for file in staged["materials"] if file["requirement"] == one["requirement"]
            ],
        }
        for one in timeline["missing"]
    ]
