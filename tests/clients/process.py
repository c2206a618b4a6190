"""A module of the project run as a process of its own, to its end."""

import asyncio
import sys

from deploy.local.places import PROJECT

WITHIN = 300.0
"""Seconds."""


async def run_module(module: str, environ: dict[str, str], *arguments: str) -> tuple[int, str]:
    """The exit status of the module in this environment, and all that it said."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        *arguments,
        env=environ,
        cwd=PROJECT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        said, _ = await asyncio.wait_for(process.communicate(), WITHIN)
    except TimeoutError:
        process.kill()
        raise
    assert process.returncode is not None
    return process.returncode, said.decode()
