"""What a measurement found, on screen and in a file."""

import json
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Figure:
    """One measured value beside what it should reach."""

    bench: str
    what: str
    value: float
    unit: str
    target: str
    reached: bool | None
    note: str = ""


def show(figures: Sequence[Figure], console: Console) -> None:
    """Prints the figures as a table."""
    table = Table(title="Laurel bench", title_justify="left")
    for column in ("bench", "what"):
        table.add_column(column)
    for column in ("value", "target"):
        table.add_column(column, justify="right")
    table.add_column("reached")
    table.add_column("note")
    verdicts = {True: "[green]yes[/]", False: "[red]no[/]", None: ""}
    for f in figures:
        value = f"{f.value:,.2f}" if f.value < 100 else f"{f.value:,.0f}"
        table.add_row(
            f.bench, f.what, f"{value} {f.unit}".strip(), f.target, verdicts[f.reached], f.note
        )
    console.print(table)


def write(figures: Sequence[Figure], file: Path) -> None:
    """Writes the figures with the machine they were measured on."""
    file.parent.mkdir(parents=True, exist_ok=True)
    machine = {
        "cores": psutil.cpu_count(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30, 1),
        "python": platform.python_version(),
        "system": platform.system(),
    }
    found = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine,
        "figures": [asdict(figure) for figure in figures],
    }
    file.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
