"""How the process of an isolated function ends, by exit status as sysexits.h has it."""

REFUSED = 65
"""The function raised Rejected; the answer is its code, detail and errors as JSON."""

UNAVAILABLE = 69
"""The function raised Unavailable; the answer is its detail."""

FAULT = 70
"""Anything else; the answer is the kind of the error and the line that raised it."""
