"""What is counted or timed where it happens, once a process, as prometheus-client has it."""

from prometheus_client import Counter, Gauge, Histogram, disable_created_metrics

disable_created_metrics()  # type: ignore[no-untyped-call]

HTTP_SECONDS = Histogram(
    "laurel_http_request_duration_seconds",
    "From a request's arrival to the first byte of its answer.",
    ["method", "route", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0),
)

DEAD_LETTERS = Counter(
    "laurel_dead_letters",
    "Messages that could not be handled and were sent to a dead-letter topic.",
    ["topic"],
)

LAST_HEARD = Gauge(
    "laurel_consumer_last_message_timestamp_seconds",
    "When the newest message that was dealt with had been sent.",
    ["group"],
)
