"""The form for an objection, and its receipt."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from services.review.api.bounds import MOST
from services.review.api.pages.objection_form import Kind, ObjectionForm, sent_form
from services.review.api.pages.routes import BASE, Reader
from services.review.api.pages.views import ListView
from services.review.domain.lists.refusals import (
    EntryRemoved,
    NoNotice,
    ObjectionLate,
    TooManyObjections,
)
from services.review.ports import Objections
from services.review.usecases.lists.object_to_entry import ObjectToEntry
from services.review.usecases.lists.read_public_list import ReadPublicList
from shared.clock import Clock
from shared.errors import NotFound
from shared.http.arrival import arrival_of
from shared.pages import Pages, page_router
from shared.pages.headers import PRIVATE
from shared.pages.same_origin import same_origin


def objection_page_routes(
    pages: Pages,
    object_to: ObjectToEntry,
    read: ReadPublicList,
    objections: Objections,
    clock: Clock,
) -> APIRouter:
    """Form → POST → 303 → receipt; what was typed is kept until it is right."""
    router = page_router(pages)

    async def view_of(list_id: str) -> ListView:
        public = await read.one(list_id)
        if public.list.closes_at is None:
            raise NoNotice(list_id)
        return ListView.of(public, clock.now())

    async def form_page(
        request: Request, lang: Reader, list_id: str, form: ObjectionForm
    ) -> HTMLResponse:
        return pages.render(
            request,
            lang,
            "objection.html",
            status=422 if form.wrong else 200,
            cache=PRIVATE,
            address=f"{BASE}/lists/{list_id}/objections/new?kind={form.kind}",
            view=await view_of(list_id),
            form=form,
            here=f"{BASE}/lists/{list_id}",
        )

    @router.get(f"{BASE}/lists/{{list_id}}/objections/new")
    async def empty_form(
        request: Request,
        list_id: str,
        lang: Reader,
        kind: Kind = "person",
        entry: Annotated[int | None, Query(ge=1, le=MOST)] = None,
    ) -> HTMLResponse:
        return await form_page(request, lang, list_id, ObjectionForm.empty(kind, entry))

    @router.post(f"{BASE}/lists/{{list_id}}/objections", dependencies=[Depends(same_origin)])
    async def send(
        request: Request,
        list_id: str,
        lang: Reader,
        form: Annotated[ObjectionForm, Depends(sent_form)],
    ) -> Response:
        receipt = f"{BASE}/lists/{list_id}/objections/{form.id}?lang={lang}"
        if await objections.get(list_id, form.id) is not None:
            return RedirectResponse(receipt, 303)
        checked = form.checked()
        if checked is None:
            return await form_page(request, lang, list_id, form)
        try:
            await object_to(
                list_id,
                entry=checked.entry,
                objection=form.id,
                objector=checked.objector.objector(),
                facts=checked.facts,
                evidence=checked.evidence,
                at=arrival_of(request),
            )
        except ObjectionLate:
            pass  # It was recorded as a report, as the receipt says.
        except EntryRemoved:
            form.wrong = {"entry": "wrong_removed"}
        except TooManyObjections:
            form.wrong = {"entry": "wrong_many"}
        except NotFound:
            await view_of(list_id)  # Of an unknown list there is no form either.
            form.wrong = {"entry": "wrong_entry"}
        if form.wrong:
            return await form_page(request, lang, list_id, form)
        return RedirectResponse(receipt, 303)

    @router.get(f"{BASE}/lists/{{list_id}}/objections/{{objection_id}}")
    async def receipt_page(
        request: Request, list_id: str, objection_id: str, lang: Reader
    ) -> HTMLResponse:
        view = await view_of(list_id)
        found = await objections.get(list_id, objection_id)
        if found is None:
            raise NotFound("objection", objection_id)
        return pages.render(
            request,
            lang,
            "receipt.html",
            cache=PRIVATE,
            view=view,
            objection=found,
            here=f"{BASE}/lists/{list_id}",
        )

    return router
