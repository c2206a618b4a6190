"""The alerts as Prometheus reads them."""

from collections.abc import Iterator
from typing import Any

import promql_parser
import yaml

from deploy.local.places import PROJECT

FILE = PROJECT / "deploy" / "monitoring" / "alerts.yml"
ALERTS: dict[str, dict[str, Any]] = {
    rule["alert"]: rule
    for group in yaml.safe_load(FILE.read_text(encoding="utf-8"))["groups"]
    for rule in group["rules"]
}


def metrics_of(expression: str) -> set[str]:
    """The metrics that a PromQL expression reads. Raises ValueError when it is none."""
    return set(_selected(promql_parser.parse(expression)))


def _selected(node: Any) -> Iterator[str]:
    if isinstance(node, promql_parser.VectorSelector) and node.name:
        yield node.name
    for part in ("lhs", "rhs", "expr", "param", "vector_selector"):
        if (inner := getattr(node, part, None)) is not None:
            yield from _selected(inner)
    for argument in getattr(node, "args", ()):
        yield from _selected(argument)
