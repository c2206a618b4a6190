"""(e) The most memory that each service process ever held."""

from pathlib import Path

from bench.figures import Figure
from deploy.local.services import SERVICES
from deploy.local.stack import LocalStack

MOST_MB = 150.0


def measure(stack: LocalStack) -> list[Figure]:
    """Peak resident memory of each service since it started."""
    figures = []
    for name in SERVICES:
        peak = peak_mb(stack.supervisor.children[name].pid)
        figures.append(Figure("memory", f"{name}, peak", peak, "MB", "< 150", peak < MOST_MB))
    return figures


def peak_mb(pid: int) -> float:
    """Peak resident memory of a process since it started, in MB."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise LookupError(f"the system does not tell the peak memory of process {pid}")
