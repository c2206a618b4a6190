"""The form for an objection, and its receipt."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError

from services.review.api.bounds import MOST
from services.review.api.lists.contact_schemas import CodeIn
from services.review.api.lists.objection_schemas import ObjectionIn
from services.review.api.pages.objection_form import (
    OPTIONAL,
    Kind,
    ObjectionForm,
    sent_code,
    sent_form,
)
from services.review.api.pages.routes import BASE, Reader
from services.review.api.pages.views import ListView
from services.review.domain.lists.code_refusals import CodeJustMade, CodeWorn, WrongCode
from services.review.domain.lists.objection import Objection
from services.review.domain.lists.refusals import (
    EntryRemoved,
    NoNotice,
    NotToVerify,
    ObjectionLate,
    TooManyFromSource,
    TooManyObjections,
    VerifiedTooLate,
)
from services.review.domain.lists.verifying import is_over
from services.review.ports import Objections
from services.review.usecases.lists.make_code_anew import MakeCodeAnew
from services.review.usecases.lists.object_to_entry import ObjectToEntry
from services.review.usecases.lists.read_public_list import ReadPublicList
from services.review.usecases.lists.verify_objection import VerifyObjection
from shared.clock import Clock
from shared.errors import NotFound
from shared.http.arrival import arrival_of
from shared.http.source import block_of
from shared.pages import Pages, page_router
from shared.pages.headers import PRIVATE
from shared.pages.same_origin import same_origin


def objection_page_routes(
    pages: Pages,
    object_to: ObjectToEntry,
    verify: VerifyObjection,
    make_code: MakeCodeAnew,
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
        request: Request,
        lang: Reader,
        list_id: str,
        form: ObjectionForm,
        retry_after: int | None = None,
    ) -> HTMLResponse:
        page = pages.render(
            request,
            lang,
            "objection.html",
            status=429 if retry_after is not None else 422 if form.wrong else 200,
            cache=PRIVATE,
            address=f"{BASE}/lists/{list_id}/objections/new?kind={form.kind}",
            view=await view_of(list_id),
            form=form,
            optional=OPTIONAL,
            here=f"{BASE}/lists/{list_id}",
        )
        if retry_after is not None:
            page.headers["Retry-After"] = str(retry_after)
        return page

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
        known = await objections.get(list_id, form.id)
        checked = form.checked()
        if known is not None:
            if checked is not None and _says_the_same(known, checked):
                return RedirectResponse(receipt, 303)
            # Somebody went back and wrote another one into the form that was sent already.
            form.id = ObjectionForm.empty(form.kind, None).id
            receipt = f"{BASE}/lists/{list_id}/objections/{form.id}?lang={lang}"
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
                block=block_of(request),
                at=arrival_of(request),
            )
        except ObjectionLate:
            pass  # It was recorded as a report, as the receipt says.
        except EntryRemoved:
            form.wrong = {"entry": "wrong_removed"}
        except TooManyObjections:
            form.wrong = {"entry": "wrong_many"}
        except TooManyFromSource as refused:
            form.wrong = {"entry": "wrong_source"}
            return await form_page(request, lang, list_id, form, refused.retry_after)
        except NotFound:
            await view_of(list_id)  # Of an unknown list there is no form either.
            form.wrong = {"entry": "wrong_entry"}
        if form.wrong:
            return await form_page(request, lang, list_id, form)
        return RedirectResponse(receipt, 303)

    async def receipt(
        request: Request,
        list_id: str,
        objection_id: str,
        lang: Reader,
        wrong: str | None = None,
        *,
        mailed: bool = False,
        retry_after: int | None = None,
    ) -> HTMLResponse:
        view = await view_of(list_id)
        found = await objections.get(list_id, objection_id)
        if found is None:
            raise NotFound("objection", objection_id)
        here = f"{BASE}/lists/{list_id}"
        unverified = found.state == "unverified"
        over = is_over(found, clock.now())
        page = pages.render(
            request,
            lang,
            "receipt.html",
            status=429 if retry_after is not None else 422 if wrong else 200,
            cache=PRIVATE,
            address=f"{here}/objections/{objection_id}",
            view=view,
            objection=found,
            waits=unverified and not over,
            lapsed=found.state == "lapsed" or (unverified and over),
            wrong=wrong,
            mailed=mailed,
            here=here,
        )
        if retry_after is not None:
            page.headers["Retry-After"] = str(retry_after)
        return page

    @router.get(f"{BASE}/lists/{{list_id}}/objections/{{objection_id}}")
    async def receipt_page(
        request: Request, list_id: str, objection_id: str, lang: Reader, mailed: bool = False
    ) -> HTMLResponse:
        return await receipt(request, list_id, objection_id, lang, mailed=mailed)

    @router.post(
        f"{BASE}/lists/{{list_id}}/objections/{{objection_id}}/verification",
        dependencies=[Depends(same_origin)],
    )
    async def verified(
        request: Request,
        list_id: str,
        objection_id: str,
        lang: Reader,
        code: Annotated[str, Depends(sent_code)],
    ) -> Response:
        wrong = None
        try:
            typed = CodeIn(code=code).code
            await verify.by_code(list_id, objection_id, code=typed, at=arrival_of(request))
        except (WrongCode, ValidationError):
            wrong = "wrong_code"
        except CodeWorn:
            wrong = "wrong_worn"
        except TooManyObjections:
            wrong = "wrong_many"
        except (NotToVerify, VerifiedTooLate):
            pass  # As the receipt says.
        if wrong is not None:
            return await receipt(request, list_id, objection_id, lang, wrong)
        here = f"{BASE}/lists/{list_id}/objections/{objection_id}"
        return RedirectResponse(f"{here}?lang={lang}", 303)

    @router.post(
        f"{BASE}/lists/{{list_id}}/objections/{{objection_id}}/code",
        dependencies=[Depends(same_origin)],
    )
    async def new_code(request: Request, list_id: str, objection_id: str, lang: Reader) -> Response:
        said = "&mailed=true"
        try:
            await make_code(list_id, objection_id, at=arrival_of(request))
        except CodeJustMade as soon:
            wait = soon.retry_after
            return await receipt(
                request, list_id, objection_id, lang, "wrong_soon", retry_after=wait
            )
        except CodeWorn:
            return await receipt(request, list_id, objection_id, lang, "wrong_worn")
        except NotToVerify:
            said = ""  # As the receipt says.
        here = f"{BASE}/lists/{list_id}/objections/{objection_id}"
        return RedirectResponse(f"{here}?lang={lang}{said}", 303)

    return router


def _says_the_same(known: Objection, sent: ObjectionIn) -> bool:
    return (known.entry, known.facts, known.evidence) == (sent.entry, sent.facts, sent.evidence)
