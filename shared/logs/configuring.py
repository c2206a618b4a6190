"""Sends all logs of a process, its libraries' too, through the same few steps."""

import logging
import sys
import warnings
from typing import Any, TextIO

import msgspec
import structlog

from shared.logs.masking import masked
from shared.logs.sparing import Sparing
from shared.logs.tracebacks import traceback_of
from shared.trace.carrier import current_traceparent


def configure(service: str, *, readable: bool) -> None:
    """Sends all logs of this process to standard error, bound to the service's name.

    Readable lines are for invented data: they keep the text of errors.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        _in_trace,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    # A rich traceback would print variables.
    plain = structlog.dev.plain_traceback
    last: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)
        if readable
        else structlog.processors.JSONRenderer(_json)
    )
    if not readable:
        shared += [structlog.processors.ExceptionRenderer(_traceback), masked]
    structlog.configure(
        processors=[*shared, last],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        # One that prints writes text and line break apart, and a library's line may come between.
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(service=service)
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(Sparing())
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_library, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    warnings.showwarning = _warned


def logger(name: str) -> structlog.typing.FilteringBoundLogger:
    """A logger whose lines carry `name` as where they come from."""
    log: structlog.typing.FilteringBoundLogger = structlog.get_logger(part=name)
    return log


def _in_trace(_: Any, __: str, line: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Names the trace; asked here and not bound by every request, most of which log nothing."""
    if traceparent := current_traceparent():
        line["trace"] = traceparent.split("-")[1]
    return line


def _library(_: Any, __: str, line: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Names the library that a line comes from."""
    record: logging.LogRecord = line["_record"]
    line["part"] = record.name
    return line


def _json(line: structlog.typing.EventDict, **_: Any) -> str:
    return msgspec.json.encode(line, enc_hook=repr).decode()


def _traceback(exc_info: structlog.typing.ExcInfo) -> str:
    return traceback_of(exc_info[1])


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    # The text may quote the document that a library was reading.
    logger("python").warning("warning", category=category.__name__, where=f"{filename}:{lineno}")
