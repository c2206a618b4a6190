"""The page on security names every limit of what comes from outside, as the code has it."""

import ast
import re
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest

from deploy.local.places import PROJECT
from deploy.setting_list import all_settings

PAGE = (PROJECT / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| [^|]+ \| (\d+) \| `([\w.:]+)` \|$", PAGE, re.MULTILINE)
LIMITED = re.compile(
    r"^(MOST_|LARGEST|LONGEST)|^[A-Z].*_(AT_MOST|WITHIN|BYTES)$|^(HEADERS|AT_ONCE)$"
)
WHERE = (
    "services/intake/api/multipart.py",
    "services/intake/domain/inspection",
    "services/intake/usecases/inspect_file.py",
    "services/notify/domain/agencies/receiver.py",
    "services/notify/senders/agencies/line.py",
    "services/review/api/recognition/reading",
    "services/review/api/recognition/routes.py",
    "services/review/api/stages/recommendation/reading",
    "services/review/api/stages/recommendation/routes.py",
    "shared/http/bounded.py",
    "shared/http/connection.py",
    "shared/spool.py",
    "shared/zip_directory.py",
)
"""Where foreign bytes are read."""

NO_LIMITS = {"MARK_SOUGHT_WITHIN", "NAMED_WITHIN"}
"""How far something is looked for."""


def _seconds_or_number(value: object) -> float:
    return value.total_seconds() if isinstance(value, timedelta) else float(str(value))


def _in_code(where: str) -> float:
    if where.startswith("LAUREL_"):
        (setting,) = (each for each in all_settings() if each.variable == where)
        return float(setting.default or "nan")
    module, _, name = where.partition(":")
    return _seconds_or_number(getattr(import_module(module), name))


def _limits_of(file: Path) -> list[str]:
    module = ".".join(file.relative_to(PROJECT).with_suffix("").parts)
    names: list[str] = []
    for statement in ast.parse(file.read_text(encoding="utf-8")).body:
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        for target in targets:
            inner = target.elts if isinstance(target, ast.Tuple) else [target]
            names += [each.id for each in inner if isinstance(each, ast.Name)]
    return [f"{module}:{n}" for n in names if LIMITED.search(n) and n not in NO_LIMITS]


@pytest.mark.parametrize(("said", "where"), ROWS)
def test_the_page_says_what_the_code_says(said: str, where: str) -> None:
    assert float(said) == _in_code(where)


def test_every_limit_of_what_comes_from_outside_is_on_the_page() -> None:
    files = [
        file
        for where in WHERE
        for file in ([PROJECT / where] if where.endswith(".py") else (PROJECT / where).glob("*.py"))
    ]
    bounds = ("_WITHIN", "_MEMORY", "_AT_MOST", "_DAYS")
    expected = {each for file in files for each in _limits_of(file)}
    expected |= {each.variable for each in all_settings() if each.variable.endswith(bounds)}
    assert expected - {where for _, where in ROWS} == set()
