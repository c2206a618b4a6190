"""What a draft is about and what its form asks: saved as typed, and never over another's change."""

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from services.portal.api.pages.enterprise.applications import ONE, PATH, call_of
from services.portal.api.pages.enterprise.form import Field, as_answer, as_typed, filled, marked
from services.portal.api.pages.enterprise.reading import readable
from services.portal.api.visits import Sent, Visit, Visits
from services.portal.senders.interfaces import Interfaces, Refused
from shared.pages import Pages, page_router

ABOUT = ("product_zh", "product_en", "category", "district", "industry")
ANSWER = "answer-"


def detail_routes(pages: Pages, visits: Visits, services: Interfaces) -> APIRouter:
    """`GET` and `POST /portal/applications/{id}/details`."""
    router = page_router(pages)

    def page(
        visit: Visit,
        found: Any,
        fields: list[Field],
        left: list[str] | None = None,
        status: int = 200,
    ) -> HTMLResponse:
        return visit.page(
            pages,
            "enterprise/details.html",
            status=status,
            found=found,
            fields=fields,
            left=left or [],
        )

    @router.get(f"{ONE}/details")
    async def form(
        visit: Annotated[Visit, Depends(visits.signed_in)], application: str
    ) -> HTMLResponse:
        found = await _read(services, visit, application)
        fields = _fields(visit, pages, await call_of(services, visit, found), found)
        if "version" in visit.typed:
            found = found | {"version": visit.typed["version"]}
        return page(visit, found, filled(fields, visit.typed))

    @router.post(f"{ONE}/details")
    async def save(sent: Annotated[Sent, Depends(visits.sent)], application: str) -> Response:
        visit, typed = sent.visit, sent.fields
        found = await _read(services, visit, application)
        call = await call_of(services, visit, found)
        now = _fields(visit, pages, call, found)
        fields = filled(_fields(visit, pages, call, found), typed)
        path = f"/intake/v1/applications/{quote(application, safe='')}"
        seen = typed.get("version", "")
        try:
            await services.send(
                visit.bearer, "PATCH", path, _body(call, typed), version=f'"{seen}"'
            )
        except Refused as refused:
            if refused.status == 412:
                return _conflict(pages, visit, found, fields, now)
            if refused.status != 422:
                raise
            return page(visit, found | {"version": seen}, fields, marked(fields, refused), 422)
        to = f"{PATH}/{quote(application, safe='')}?lang={visit.language}&saved=true"
        return RedirectResponse(to, 303)

    return router


async def _read(services: Interfaces, visit: Visit, application: str) -> Any:
    """The draft, with the name of its product in both languages."""
    path = f"/intake/v1/applications/{quote(application, safe='')}"
    found = (await services.get(visit.bearer, path)).body
    return readable(found, visit.language) | {"in_both": found["product"]}


def _conflict(
    pages: Pages, visit: Visit, found: Any, mine: list[Field], saved: list[Field]
) -> HTMLResponse:
    """Both versions side by side, with what differs marked; saving again is over the newer one."""
    rows = [
        (one, other) for one, other in zip(mine, saved, strict=True) if one.value != other.value
    ]
    return visit.page(
        pages, "enterprise/conflict.html", status=412, found=found, fields=mine, rows=rows
    )


def _body(call: Any, typed: Mapping[str, str]) -> dict[str, Any]:
    body: dict[str, Any] = {
        "product": {"zh": typed.get("product_zh", ""), "en": typed.get("product_en", "")},
        "answers": {
            one["id"]: as_answer(one["type"], typed.get(ANSWER + one["id"], ""))
            for one in call["answers"]
        },
    }
    return body | {name: typed[name] for name in ABOUT[2:] if typed.get(name)}


def _fields(visit: Visit, pages: Pages, call: Any, found: Any) -> list[Field]:
    say = pages.words(visit.language)
    choices = {
        "category": [(one["id"], one["name"]) for one in call["categories"]],
        "district": [(one["id"], one["name"]) for one in call["districts"]],
    }
    product = found["in_both"]
    values = {"product_zh": product["zh"], "product_en": product["en"], **found}
    about = [
        Field(
            name,
            say(f"about_{name}"),
            "choice" if name in choices else "text",
            at=name.replace("_", "."),
            longest=200,
            value=as_typed(values[name]),
            choices=choices.get(name, []),
        )
        for name in ABOUT
    ]
    return about + [_answer(one, found["answers"].get(one["id"]), say) for one in call["answers"]]


def _answer(one: Any, value: Any, say: Any) -> Field:
    kind = one["type"]
    long = kind == "text" and (one["max_length"] or 0) > 100
    choices = [(choice["id"], choice["name"]) for choice in one["choices"]]
    if kind == "boolean":
        choices = [("true", say("yes")), ("false", say("no"))]
    return Field(
        ANSWER + one["id"],
        one["name"],
        "long" if long else kind,
        at=f"answers.{one['id']}",
        hint=one["help"],
        required=one["required"],
        longest=None,
        unit=one["unit"] or "",
        value=as_typed(value),
        choices=choices,
    )
