"""Schemathesis, sent through a service by its own document; the same calls in every run.

Values that a rule of the programme or the state decides on stand in no document, so those that are
there take the place of some of those that were made up.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import count, cycle
from typing import Any

import requests
import schemathesis
from schemathesis import Case, Response, hooks
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation
from schemathesis.engine import events, from_schema
from schemathesis.openapi.checks import RejectedPositiveData

from tests.clients.everything import AT_INTAKE, LACKING, Everything
from tests.clients.papers import paper

Token = Callable[[str, str | None], str]
"""The token of a role, and of an enterprise by its code."""

PROBLEM = "https://laurel.example/problems/"
MALFORMED = ("invalid-request", "malformed-form", "malformed-request", "not-multipart")
"""What is answered to a request that does not follow the document."""

ONLY_KNOWN_THEN = (
    "is not the `next` of an earlier page",
    "is not a cursor that was given here",
    "must be an address such as https://receiver",
    "must have a host name",
    "must have the port",
    "leads to an address that nothing is sent to",
    "must be one of: ",
    "expected one of ",
    "must be '",
    "a count is a whole number",
    "as it is defined",
    "is still to come",
    "must not be before ",
    "must not be in the future",
    "must be who took the letter or the call",
    "says the same as ",
    "has no division ",
    "the form has no such field",
    "belongs to section ",
    "must be text",
    "must be a date with its year",
    "must be true or false (yes or no)",
    "must be a number in digits",
    "must be a whole number in digits",
)
"""Said of values that depend on programmes, on the state or on the time."""

NOT_SAID_BY_SCHEMAS = (
    "printable characters",
    "must be within the years 1 to 9999",
    "must have something to read",
    "must be one e-mail address",
    "is no JSON: ",
    "must be a JSON object",
    "more than once",
    "digits after the point",
    "may have at most 20 digits",
    "must name between 1 and 500 applications",
    "must name an application, or an enterprise",
    "must name each application once",
    "must be sent as a file, with a file name",
    "is needed for a webhook",
    "is for a webhook alone",
    "must be empty: a login reads the whole topic",
    "must be left out: the consumer group",
)
"""Said of what JSON Schema has no word for, or too many."""


@schemathesis.serializer("message/rfc822")
def _mail(context: Any, value: Any) -> bytes:
    # Whatever is not text has no form as a mail.
    return value.encode("utf-8", "replace") if isinstance(value, str) else b""


NOTHING_WRONG = (
    "in header - object with unexpected properties",
    "in header - only required properties",
    "Invalid component: positive test case",
)
"""Called wrong by schemathesis; but any call may have more headers, or leave out the optional."""

FILES_FOR = {
    f"POST {AT_INTAKE}/materials": "M01",
    f"POST {AT_INTAKE}/supplement": LACKING,
    f"POST {AT_INTAKE}/supplement/items": LACKING,
}
"""The requirement that an operation takes files for."""


class Explorer:
    """Everything that is sent to one service, and what is found."""

    def __init__(self, url: str, there: Everything, token: Token) -> None:
        self._url = url
        self._there = there
        self._token = token
        self._turns: dict[tuple[str, str], Iterator[str]] = {}
        self._calls = count()
        self._replaced: set[str] = set()
        self.found: dict[tuple[str, str, str], str] = {}
        self.answers: dict[str, Counter[int]] = defaultdict(Counter)

    def explore(self, examples: int) -> None:
        """Sends examples, limits, what is made up (so many of each kind), and chains of calls."""
        schema = schemathesis.openapi.from_url(
            f"{self._url}/openapi.json", config=_config(examples)
        )

        # A schema has no hook of its own for this.
        @schemathesis.hook
        def before_call(context: Any, case: Case[Any], kwargs: dict[str, Any]) -> None:
            self._put_in_what_is_there(case)

        @schema.hook
        def filter_failure(context: Any, failure: Any, case: Case[Any], response: Any) -> bool:
            if isinstance(failure, RejectedPositiveData):
                return _is_malformed(response)
            # What was made up for this body was not sent.
            if case.id in self._replaced and "Invalid component: in body" in failure.message:
                return False
            return not any(part in failure.message for part in NOTHING_WRONG)

        schema.auth(cache_by_key=lambda case, _: case.operation.label)(self._signed_in())
        try:
            for event in from_schema(schema).execute():
                if isinstance(event, events.NonFatalError):
                    self.found[event.label, event.info.title, ""] = event.info.message
                if isinstance(event, events.ScenarioFinished):
                    self._note(event)
        finally:
            hooks.unregister(before_call)

    def _put_in_what_is_there(self, case: Case[Any]) -> None:
        """Puts what is there into a call that is good by the document."""
        label, meta = case.operation.label, case.meta

        def good(part: ParameterLocation) -> bool:
            return meta is None or not meta.is_negative_at(part)

        if good(ParameterLocation.PATH):
            for name in case.path_parameters or {}:
                case.path_parameters[name] = self._next(label, name, case.path_parameters[name])
        if good(ParameterLocation.QUERY):
            for name in {"programme", "round"} & set(case.query or {}):
                case.query[name] = self._next(label, name, case.query[name])
        if good(ParameterLocation.QUERY) and "wait" in (case.query or {}):
            # Each would take as long as it is asked to, where its filter finds nothing.
            case.query["wait"] = 1
        if good(ParameterLocation.HEADER) and "If-Match" in (case.headers or {}):
            self._name_version(case)
        # Every other one stays as it was made up, since that is at the limits of its fields.
        if good(ParameterLocation.BODY) and next(self._calls) % 2:
            case.body = self._with_known(label, case.body)
            self._replaced.add(case.id)

    def _next(self, operation: str, name: str, otherwise: Any) -> Any:
        if (operation, name) not in self._turns:
            if not (values := self._there.values(operation, name)):
                return otherwise
            self._turns[operation, name] = cycle(values)
        return next(self._turns[operation, name])

    def _name_version(self, case: Case[Any]) -> None:
        path = f"/intake/v1/applications/{case.path_parameters['application']}"
        headers = {"Authorization": f"Bearer {self._token('enterprise', self._there.uscc)}"}
        answer = requests.get(self._url + path, headers=headers, timeout=30)
        if answer.ok:
            case.headers["If-Match"] = f'"{answer.json()["version"]}"'

    def _with_known(self, operation: str, part: Any, name: str = "") -> Any:
        if operation in FILES_FOR:
            return {FILES_FOR[operation]: [paper(FILES_FOR[operation], "B")]}
        match part:
            case dict():
                return {key: self._with_known(operation, of, key) for key, of in part.items()}
            case list():
                return [self._with_known(operation, each, name.removesuffix("s")) for each in part]
            case str():
                return self._next(operation, name, part)
            case _:
                return part

    def _signed_in(self) -> type:
        """Whoever an operation is for; the enterprise that everything is of, or one of its own."""
        there, token = self._there, self._token

        class SignedIn:
            def get(self, case: Case[Any], context: Any) -> str | None:
                roles = context.operation.definition.raw.get("x-roles")
                own = there.uscc_of_one.get(context.operation.label, there.uscc)
                return token(roles[0], own) if roles else None

            def set(self, case: Case[Any], data: str | None, context: Any) -> None:
                if data is not None:
                    case.headers["Authorization"] = f"Bearer {data}"

        return SignedIn

    def _note(self, event: events.ScenarioFinished) -> None:
        for number, call in event.recorder.interactions.items():
            case = event.recorder.cases[number].value
            if call.response is not None:
                self.answers[case.operation.label][call.response.status_code] += 1
            for check in event.recorder.checks.get(number, ()):
                if check.failure_info is not None:
                    failure = check.failure_info.failure
                    said = call.response.content[:600] if call.response else b""
                    self.found.setdefault(
                        (case.operation.label, check.name, failure.message.partition("\n")[0]),
                        f"{failure.message!r}: {call.request.method} {call.request.uri} "
                        f"{call.request.body!r:.600} -> {said!r}",
                    )


def _config(examples: int) -> SchemathesisConfig:
    return SchemathesisConfig.from_dict(
        {
            "seed": 1,
            "continue-on-failure": True,
            "suppress-health-check": ["all"],
            "cache": {"enabled": False},
            "max-stream-events": 1,
            "generation": {
                "deterministic": True,
                "max-examples": examples,
                "no-shrink": True,
                "database": "none",
            },
            "checks": {
                "positive_data_acceptance": {
                    "expected-statuses": ["2xx", 401, 403, 404, 409, 412, 428, 429]
                },
                "missing_required_header": {"expected-statuses": [400, 401, 403, 428]},
            },
        }
    )


def _is_malformed(response: Response) -> bool:
    """Whether a refusal is one of what the document forbids, as far as documents can know."""
    problem = json.loads(response.content)
    if problem["type"].removeprefix(PROBLEM) not in MALFORMED:
        return False
    said = [error["message"] for error in problem.get("errors", ())] or [problem["detail"]]
    known = (*ONLY_KNOWN_THEN, *NOT_SAID_BY_SCHEMAS)
    return not all(any(part in message for part in known) for message in said)
