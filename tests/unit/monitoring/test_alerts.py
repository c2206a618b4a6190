"""Every alert can be read by Prometheus and has its line in the runbook."""

import re

import promql_parser
import yaml

from deploy.local.places import PROJECT
from tests.monitoring import ALERTS, metrics_of

PROMETHEUS = PROJECT / "deploy" / "monitoring" / "prometheus.yml"
RUNBOOK = PROJECT / "docs" / "operating.md"


def runbook_lines() -> list[str]:
    text = RUNBOOK.read_text(encoding="utf-8")
    section = text.partition("## When something is wrong")[2].partition("\n## ")[0]
    return [line for line in section.splitlines() if line.startswith("| ")]


def test_every_alert_has_its_line_in_the_runbook_and_every_line_its_alert() -> None:
    first_cells = [line.split("|")[1] for line in runbook_lines()]
    named = {name for cell in first_cells for name in re.findall(r"`(Laurel\w+)`", cell)}
    assert named == set(ALERTS)


def test_every_line_of_the_runbook_says_what_to_do() -> None:
    for line in runbook_lines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        assert len(cells) == 3, line
        assert all(cells), line


def test_every_alert_is_promql_and_says_what_is_wrong() -> None:
    for name, rule in ALERTS.items():
        assert metrics_of(rule["expr"]), name
        assert rule["annotations"]["summary"], name
        assert rule["labels"]["severity"] in ("page", "ticket"), name


def test_a_service_of_which_no_container_is_left_is_missed() -> None:
    jobs = yaml.safe_load(PROMETHEUS.read_text(encoding="utf-8"))["scrape_configs"]
    missed, rest = set(), promql_parser.parse(ALERTS["LaurelDown"]["expr"])
    while isinstance(rest, promql_parser.BinaryExpr) and str(rest.op) == "or":
        missed.add(str(rest.rhs))
        rest = rest.lhs
    # A house may have pages of its own, and no portal.
    names = {job["job_name"] for job in jobs} - {"portal"}
    assert missed == {f'absent(up{{job="{name}"}})' for name in names}
