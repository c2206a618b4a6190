"""The public topic as an AsyncAPI 3.0 document, made from the contracts alone."""

import inspect
import json
from typing import Any

from pydantic.json_schema import models_json_schema

from shared.contracts import KINDS, outcomes
from shared.contracts.base import Event
from shared.contracts.compatibility import SAMPLES

SCHEMA = "#/components/schemas/{model}"
_TEXT = {"type": "string", "minLength": 1}


def asyncapi(topic_prefix: str = "laurel") -> dict[str, Any]:
    """What agencies read from Kafka: where, by which login, and each kind with an example."""
    kinds = {name: kind for name, kind in KINDS.items() if kind.topic == outcomes.TOPIC}
    _, schemas = models_json_schema(
        [(kind, "serialization") for kind in kinds.values()], ref_template=SCHEMA
    )
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Laurel: public outcomes",
            "version": "1",
            "description": "What rounds of recognition programmes come to, for agencies. A field "
            "may be added to a version; what breaks readers is a new kind beside the old one.",
            "license": {"name": "Apache-2.0"},
            "tags": [{"name": "outcomes"}],
        },
        "defaultContentType": "application/json",
        "servers": {
            "agencies": {
                "host": "{host}:{port}",
                "protocol": "kafka-secure",
                "description": "A login may read this topic, in consumer groups that begin with "
                "the login and a dot, and do nothing else.",
                "variables": {
                    "host": {"description": "Told by whoever runs Laurel."},
                    "port": {"default": "9094"},
                },
                "security": [{"$ref": "#/components/securitySchemes/login"}],
            }
        },
        "channels": {
            "outcomes": {
                "address": f"{topic_prefix}.{outcomes.TOPIC}",
                "title": "Public outcomes",
                "description": "Kept for ever. First occurrences of one key come in order; the "
                "partition of a key is crc32(key) % partitions.",
                "servers": [{"$ref": "#/servers/agencies"}],
                "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in kinds},
            }
        },
        "operations": {
            "tellOutcome": {
                "action": "send",
                "title": "Tell of an outcome",
                "channel": {"$ref": "#/channels/outcomes"},
            }
        },
        "components": {
            "messages": {name: _message(kind) for name, kind in kinds.items()},
            "schemas": schemas["$defs"],
            "securitySchemes": {
                "login": {"type": "scramSha512", "description": "Begins with `agency-`."}
            },
        },
    }


def _message(kind: type[Event]) -> dict[str, Any]:
    summary, _, more = inspect.getdoc(kind).partition("\n\n")  # type: ignore[union-attr]
    sample = json.loads((SAMPLES / f"{kind.type}.json").read_text(encoding="utf-8"))
    subject = sample.get("application") or sample["recognition"]
    return {
        "name": kind.type,
        "title": kind.__name__,
        "summary": summary,
        **({"description": more} if more else {}),
        "contentType": "application/json",
        "headers": _headers(kind.type),
        "payload": {"$ref": SCHEMA.format(model=kind.__name__)},
        "bindings": {
            "kafka": {
                "key": {**_TEXT, "description": "The application, or the recognition without one."}
            }
        },
        "examples": [
            {
                "headers": {
                    "ce_specversion": "1.0",
                    "ce_id": f"review/{subject}/12",
                    "ce_type": kind.type,
                    "ce_source": "review",
                    "ce_subject": subject,
                    "ce_time": sample["at"],
                    "ce_sequence": "12",
                    "content-type": "application/json",
                },
                "payload": sample,
            }
        ],
    }


def _headers(kind: str) -> dict[str, Any]:
    """CloudEvents 1.0 in binary mode."""
    attributes = {
        "ce_specversion": {"const": "1.0"},
        "ce_id": _TEXT,
        "ce_type": {"const": kind},
        "ce_source": _TEXT,
        "ce_subject": {**_TEXT, "description": "The key once more."},
        "ce_time": {"type": "string", "format": "date-time"},
        "ce_sequence": {
            "type": "string",
            "pattern": "^[1-9][0-9]*$",
            "description": "Only grows within one key, and has gaps.",
        },
        "content-type": {"const": "application/json"},
    }
    traced = {"traceparent": {"type": "string", "description": "W3C Trace Context."}}
    return {"type": "object", "properties": attributes | traced, "required": [*attributes]}
