"""How refusals stand in the OpenAPI document."""

from typing import Any

from shared.http.problem_examples import DETAILS, FIELDS
from shared.http.problems import TYPE_BASE, status_and_title

MEDIA_TYPE = "application/problem+json"
PROBLEM = {"$ref": "#/components/schemas/Problem"}
Responses = dict[int | str, dict[str, Any]]


def refusals(*codes: str) -> Responses:
    """The problems that a route itself may answer with, by status, with an example of each.

    Those that follow from its guard and its parameters are added to every route alike.
    """
    responses: Responses = {}
    for code in codes:
        status, title = status_and_title(code)
        content = {MEDIA_TYPE: {"schema": PROBLEM, "examples": {}}}
        response = responses.setdefault(status, {"description": "", "content": content})
        if title not in response["description"]:
            response["description"] += f"; {title}" if response["description"] else title
        response["content"][MEDIA_TYPE]["examples"][code] = {"value": _example(code)}
    return responses


def _example(code: str) -> dict[str, Any]:
    status, title = status_and_title(code)
    problem = {
        "type": TYPE_BASE + code,
        "title": title,
        "status": status,
        "detail": DETAILS[code],
        "reference": "0af7651916cd43dd8448eb211c80319c",
    }
    if code in FIELDS:
        field, message = FIELDS[code]
        problem["errors"] = [{"field": field, "message": message}]
    return problem
