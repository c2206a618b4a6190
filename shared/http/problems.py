"""Errors as RFC 9457 problem details; the one place that gives domain errors an HTTP status."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import Match, Route

from shared.error_lines import error_line
from shared.errors import FieldError, Rejected, Unavailable
from shared.http import titles
from shared.http.also_wrong import all_faults
from shared.http.keys import RETRY_AFTER, KeysUnread
from shared.http.language import in_their_language, language
from shared.http.plain import field_error, unread_body
from shared.logs import logger
from shared.mongo import PyMongoError
from shared.trace import current_traceparent

TYPE_BASE = "https://laurel.example/problems/"
STATUS: Mapping[str, tuple[int, str]] = {
    "unauthenticated": (401, "Sign in first"),
    "forbidden": (403, "Not yours to do"),
    "not-found": (404, "Not found"),
    "unknown-programme": (404, "Unknown programme or round"),
    "unknown-document": (404, "Unknown document"),
    "unknown-round": (404, "Unknown programme or round"),
    "stale-version": (412, "Changed by someone else meanwhile"),
    "foreign-cursor": (409, "A cursor of another ledger"),
    "code-just-sent": (429, "A code was sent a moment ago"),
    "too-many-from-source": (429, "Too many from one source"),
    "too-many-requests": (429, "Too many requests"),
    "too-many-waiting": (429, "Too many calls wait"),
    "message-just-sent": (429, "A message was sent a moment ago"),
    "receiver-not-proven": (409, "The receiver did not prove itself"),
    "subscription-state": (409, "Not where the subscription stands"),
    "too-many-subscriptions": (409, "Too many subscriptions"),
    "too-many-objections": (429, "Too many objections"),
    "confirmation-required": (428, "Confirm what you were shown"),
    "version-required": (428, "Say which version you change"),
    "request-too-large": (413, "Request too large"),
    "not-multipart": (415, "Files come as multipart/form-data"),
    "malformed-form": (400, "The form could not be read"),
    "no-file": (422, "There is no file"),
    "empty-file": (422, "The file is empty"),
    "file-too-large": (422, "File too large"),
    "file-too-complex": (422, "The file takes too much to open"),
    "too-many-files": (422, "Too many files"),
    "unsupported-file": (422, "Not a file that can be taken"),
    "unreadable-file": (422, "The file cannot be opened"),
    "encrypted-file": (422, "The file is protected with a password"),
    "disguised-file": (422, "The file is not what its name says"),
    "kind-not-accepted": (422, "Another kind of file is asked for"),
    "supplement-empty": (422, "There is nothing in the supplement"),
    "supplement-item-not-asked": (422, "Something was not asked for"),
    "request-too-slow": (408, "The request came too slowly"),
    "headers-too-large": (431, "The headers are too large"),
    "address-too-long": (414, "The address is too long"),
    "malformed-request": (400, "Not a request that can be read"),
    "invalid-request": (422, "Some fields are wrong"),
    "division-form": (422, "Not a division code"),
    "division-unknown": (422, "No known division has this code"),
    "division-not-in-force": (422, "The division is not there now"),
    "uscc-length": (422, "Not a unified social credit code"),
    "uscc-character": (422, "Not a unified social credit code"),
    "uscc-authority": (422, "Not a unified social credit code"),
    "uscc-division": (422, "Not a unified social credit code"),
    "uscc-check-digit": (422, "The code's check digit is wrong"),
    "invalid-material": (422, "A file can't be taken"),
    "unknown-requirement": (422, "Unknown requirement"),
    "not-applicable": (422, "Not asked for here"),
    "nothing-handed-in": (422, "Nothing was handed in"),
    "unknown-item": (422, "Unknown item of the checklist"),
    "kept-already": (422, "The file is there already"),
    "refused-before": (422, "The same file was refused before"),
    "contradictory-verdicts": (422, "Verdicts contradict one another"),
    "unknown-file": (422, "No such file of this requirement"),
    "unknown-reason": (422, "Unknown reason"),
    "reason-required": (422, "A reason is required"),
    "unknown-verdict": (422, "Unknown verdict"),
    "unknown-activity": (422, "Unknown activity"),
    "unknown-role": (422, "Nobody takes part as that"),
    "unknown-stage": (422, "Unknown stage"),
    "stage-required": (422, "The stage has to be named"),
    "already-handed-over": (409, "It was handed over before"),
    "certificate-number-taken": (409, "The next number is taken"),
    "certificate-void": (409, "The certificate is void"),
    "holder-unchanged": (409, "The name on it is the present one"),
    "not-handed-over-yet": (422, "The day is yet to come"),
    "not-issued-yet": (422, "It was issued after that day"),
    "revocation-not-provided": (409, "The programme revokes nothing"),
    "recognition-revoked": (409, "It is revoked"),
    "recognition-not-in-force": (409, "The recognition does not hold"),
    "revocation-open": (409, "Another proceeding is open"),
    "revocation-decided": (409, "The proceeding is decided"),
    "hearing-outstanding": (409, "Its holder was not heard yet"),
    "delivery-day": (422, "It was not delivered on that day"),
    "nothing-to-appeal": (409, "There is nothing to appeal"),
    "already-appealed": (409, "It was appealed before"),
    "appeal-late": (409, "The appeal is late"),
    "appeal-decided": (409, "The appeal is decided"),
    "already-suspended": (409, "It is suspended"),
    "not-suspended": (409, "It is not suspended"),
    "not-newer": (422, "It is no newer one of the same holder"),
    "recognition-not-valid": (409, "The recognition does not hold"),
    "unknown-certificate-kind": (422, "No such kind of certificate"),
    "register-sheet-refused": (422, "The sheet can't be entered"),
    "invalid-sheet": (422, "The summary sheet can't be taken"),
    "case-on-hold": (409, "It seems to have been filed twice"),
    "repeated-row": (422, "A row is there twice"),
    "incomplete-application": (422, "Not complete yet"),
    "construction-incomplete": (409, "Not everything is reported yet"),
    "report-differs": (409, "It was reported otherwise"),
    "target-fixed": (409, "Base and target stay"),
    "wrong-stage": (409, "This step is not open now"),
    "wrong-subject": (422, "The programme is for applicants of another kind"),
    "key-reused": (422, "The key was used for something else"),
    "key-required": (400, "Idempotency-Key is required"),
    "no-cohort": (409, "Nobody is called in this programme"),
    "call-not-open": (409, "The round takes no applications now"),
    "nobody-due": (409, "Nobody is due for re-evaluation"),
    "not-awaited": (409, "Nothing is awaited of this member"),
    "merged-into-itself": (422, "It is the member itself"),
    "no-pre-evaluation": (409, "No advice on drafts"),
    "not-put-up": (409, "Not put up for advice"),
    "not-called": (409, "Only those who are called may apply"),
    "call-ended": (409, "The call has ended"),
    "draft-of-a-call": (409, "The draft came with a call"),
    "name-too-early": (422, "Another name holds since later"),
    "wrong-code": (422, "Not the code"),
    "not-received-then": (422, "It can't have come then"),
    "names-objector": (422, "It tells who objects"),
    "record-full": (int(HTTPStatus.INSUFFICIENT_STORAGE), "The record is full"),
    "unavailable": (503, "Not available just now"),
}
"""Status and title by code. Any other refusal is a conflict with the state of things (409)."""

log = logger("http")


def status_and_title(code: str) -> tuple[int, str]:
    """What a refusal of this kind is answered with."""
    return STATUS.get(code, (409, code.replace("-", " ").capitalize()))


def title_of(code: str, english: str | None = None) -> str:
    """What a kind of problem is called, in the language that the request asks for."""
    return in_their_language(english or status_and_title(code)[1], titles.ZH.get(code))


def detail_of(rejected: Rejected) -> str:
    """What was expected and what to do; one that is known in English only says so in Chinese."""
    title = titles.ZH.get(rejected.code, titles.ZH["refused"])
    return in_their_language(
        rejected.detail, rejected.zh or f"{title}。英文说明：{rejected.detail}"
    )


def install(app: FastAPI) -> None:
    """Makes every error that this app expects a problem+json document."""
    app.add_exception_handler(Rejected, rejected)
    app.add_exception_handler(Unavailable, _unavailable)
    app.add_exception_handler(PyMongoError, _unavailable)
    app.add_exception_handler(KeysUnread, _unproven)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, refused)


def problem(
    status: int,
    code: str,
    title: str,
    detail: str,
    errors: Sequence[FieldError] = (),
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """A problem document; `reference` is the trace id to name when asking for help."""
    body: dict[str, Any] = {
        "type": TYPE_BASE + code,
        "title": title_of(code, title),
        "status": status,
        "detail": detail,
    }
    if errors:
        body["errors"] = [
            {"field": e.field, "message": in_their_language(e.message, e.zh)} for e in errors
        ]
    if traceparent := current_traceparent():
        body["reference"] = traceparent.split("-")[1]
    negotiated = {"Content-Language": language(), "Vary": "Accept-Language"}
    return _Document(
        body,
        status,
        media_type="application/problem+json",
        headers={**negotiated, **(headers or {})},
    )


class _Document(JSONResponse):
    """May name what the caller sent, even where that is no text that could be sent back."""

    def render(self, content: Any) -> bytes:
        """The document in UTF-8, with `?` for halves of characters."""
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-8", "replace")


async def rejected(_: Request, error: Exception) -> JSONResponse:
    """The answer to what can't be done as it stands."""
    assert isinstance(error, Rejected)
    status, title = status_and_title(error.code)
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    if error.retry_after is not None:
        headers["Retry-After"] = str(error.retry_after)
    return problem(status, error.code, title, detail_of(error), error.errors, headers)


async def _unavailable(_: Request, error: Exception) -> JSONResponse:
    log.warning("unavailable", error=error_line(error))
    # An answer may be lost on its way back from MongoDB, so nobody knows what was done.
    advice = "Send it again shortly, as it was: what was done already is not done a second time."
    en = f"A part of the system does not answer. {advice}"
    zh = "系统的一部分没有响应。请稍后原样重发：已完成的不会重复办理。"
    return _retry_later(in_their_language(en, zh), after=2)


async def _unproven(_: Request, error: Exception) -> JSONResponse:
    log.warning("token not checked", error=error_line(error))
    what = "Tokens can't be checked: their issuer does not answer."
    en = f"{what} Nothing was changed; please try again shortly."
    zh = "令牌无法验证：签发方没有响应。未作任何更改，请稍后再试。"
    return _retry_later(in_their_language(en, zh), RETRY_AFTER)


def _retry_later(detail: str, after: float) -> JSONResponse:
    return problem(
        503,
        "unavailable",
        STATUS["unavailable"][1],
        detail,
        headers={"Retry-After": f"{after:.0f}"},
    )


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    unread = [field_error(found, error.body) for found in error.errors()]
    return _wrong_fields(await all_faults(request, error, unread))


def _wrong_fields(fields: Sequence[FieldError]) -> JSONResponse:
    return problem(
        422,
        "invalid-request",
        STATUS["invalid-request"][1],
        in_their_language(
            "Nothing was changed. Put the fields named under `errors` right and send it again.",
            "未作任何更改。请改正 `errors` 中列出的各项后重新发送。",
        ),
        fields,
    )


async def refused(request: Request, error: Exception) -> JSONResponse:
    """The answer to an address that there is not, and to what can't be done at one."""
    assert isinstance(error, HTTPException)
    path = request.url.path
    if error.status_code == 404:
        title = STATUS["not-found"][1]
        documents = _documents(request)
        detail = in_their_language(
            f"There is nothing at {path}. What there is stands in {documents}.",
            f"地址 {path} 不存在。可用的地址见 {documents}。",
        )
        return problem(404, "not-found", title, detail)
    if error.status_code == 405:
        allowed = _methods(request) or (error.headers or {}).get("Allow", "nothing")
        title = "Not possible at this address"
        detail = in_their_language(
            f"{request.method} is not possible at {path}; possible: {allowed}.",
            f"地址 {path} 不支持 {request.method}；支持：{allowed}。",
        )
        return problem(405, "method-not-allowed", title, detail, headers={"Allow": allowed})
    if error.status_code == 400 and (fault := unread_body(error.__cause__)) is not None:
        return _wrong_fields([fault])
    said = str(error.detail)
    if error.status_code == 413:
        return problem(413, "request-too-large", STATUS["request-too-large"][1], said)
    detail = in_their_language(said, f"{titles.ZH['refused']}。英文说明：{said}")
    return problem(error.status_code, "refused", said, detail, headers=error.headers)


def _documents(request: Request) -> str:
    """Where the interface is described: a page if the service has one."""
    paths = (route.path for route in request.app.routes if isinstance(route, Route))
    return next((path for path in paths if path.endswith("/docs/")), "/openapi.json")


def _methods(request: Request) -> str:
    """What the app's own routes can do at an address: Starlette tells only of its first one."""
    found = (
        route.methods or ()
        for route in request.app.routes
        if isinstance(route, Route) and route.matches(request.scope)[0] is not Match.NONE
    )
    return ", ".join(sorted({method for methods in found for method in methods}))


def unexpected(error: Exception) -> JSONResponse:
    """The answer to a fault of ours; it is logged with its traceback."""
    log.error("unexpected", exc_info=error)
    return problem(
        500,
        "internal",
        "Something went wrong on our side",
        in_their_language(
            "It was logged. Name the reference when you ask for help.",
            "已记录日志。求助时请提供 reference。",
        ),
    )
