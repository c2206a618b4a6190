#!/bin/sh
# Behind a BeforeValidator pydantic's bounds are others: a minimum leaves the JSON schema, and a text
# of blanks has a length.
#
# Seen with pydantic 2.13.5. Annotated[int, Field(ge=1, le=9)] says both bounds in its JSON schema.
# With a BeforeValidator to the left of the Field, as any shared alias of a type has it
# (Tidied = Annotated[int, BeforeValidator(tidy)], then Annotated[Tidied, Field(ge=1, le=9)]), the
# bounds are still checked but say nothing in the schema: an OpenAPI document made of it promises
# that any number will do. With StringConstraints(strip_whitespace=True, min_length=1) in the same
# place it is the check itself that changes: the length is counted before the blanks are taken off,
# so that " " passes as "" where it was refused without the validator. To the right of the bounds
# the same BeforeValidator does no harm, and it still runs first. Seen:
#   bounds in the schema, validator to the left: False, to the right: True
#   " " with a least length of 1, no validator: refused, to the left: '', to the right: refused
#
# Needs python3 (3.11 or newer). Exits 1 if the behaviour has changed.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip -q install pydantic==2.13.5
cat > run.py <<'P'
import sys
from typing import Annotated
from pydantic import BeforeValidator, Field, StringConstraints, TypeAdapter, ValidationError

same = BeforeValidator(lambda value: value)
bounds = Field(ge=1, le=9)
length = StringConstraints(strip_whitespace=True, min_length=1)

def bounded(kind):
    adapter = TypeAdapter(kind)
    try:
        adapter.validate_python(10)
        raise SystemExit("the bounds are not checked any more")
    except ValidationError:
        return "maximum" in adapter.json_schema()

def blank(kind):
    try:
        return repr(TypeAdapter(kind).validate_python(" "))
    except ValidationError:
        return "refused"

schema = bounded(Annotated[int, same, bounds]), bounded(Annotated[int, bounds, same])
blanks = (
    blank(Annotated[str, length]),
    blank(Annotated[str, same, length]),
    blank(Annotated[str, length, same]),
)
print("bounds in the schema, validator to the left: %s, to the right: %s" % schema)
print('" " with a least length of 1, no validator: %s, to the left: %s, to the right: %s' % blanks)
as_seen = schema == (False, True) and blanks == ("refused", "''", "refused")
sys.exit(0 if as_seen else "the behaviour has changed")
P
env/bin/python run.py
