"""Work as spans of OpenTelemetry's SDK; the one module that knows it."""

from uuid import uuid4

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from shared.trace.carrier import About, Cause, Kind, Work, well_formed

KINDS = {kind.name.lower(): kind for kind in trace.SpanKind}


class Spans:
    """Makes spans of one service and sends them whereto OpenTelemetry's variables say."""

    def __init__(self, service: str, version: str) -> None:
        about = {
            "service.namespace": "laurel",
            "service.name": service,
            "service.version": version,
            "service.instance.id": uuid4().hex,
        }
        self._provider = TracerProvider(resource=Resource.create(about), shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        self._tracer = self._provider.get_tracer("laurel", version)

    def begin(self, cause: Cause, kind: Kind) -> Work:
        """Begins a span as a child of its cause."""
        parent = _context(cause.traceparent)
        return _Span(
            self._tracer.start_span(
                cause.name, context=parent, kind=KINDS[kind], attributes=cause.about
            )
        )

    def finish(self) -> None:
        """Sends what is left; blocks for as long as the receiver is away."""
        self._provider.shutdown()


class _Span(Work):
    __slots__ = ("_span",)

    def __init__(self, span: trace.Span) -> None:
        own = span.get_span_context()
        super().__init__(f"00-{own.trace_id:032x}-{own.span_id:016x}-{own.trace_flags:02x}")
        self._span = span

    def note(self, about: About, *, name: str | None = None) -> None:
        self._span.set_attributes(about)
        if name is not None:
            self._span.update_name(name)

    def failed(self, why: str) -> None:
        self._span.set_attribute("error.type", why)
        self._span.set_status(trace.StatusCode.ERROR)

    def end(self) -> None:
        self._span.end()


def _context(traceparent: str | None) -> Context:
    known = well_formed(traceparent)
    if known is None:
        return Context()
    _, of_trace, span, flags = (int(part, 16) for part in known.split("-"))
    parent = trace.SpanContext(of_trace, span, is_remote=True, trace_flags=trace.TraceFlags(flags))
    return trace.set_span_in_context(trace.NonRecordingSpan(parent), Context())
