"""How the call of an isolated function ends, by statuses as sysexits.h has them."""

DONE = 0
"""The answer is the function's result."""

REFUSED = 65
"""The function raised Rejected; the answer is its code, detail and errors as JSON."""

UNAVAILABLE = 69
"""The function raised Unavailable; the answer is its detail."""

FAULT = 70
"""Anything else; the answer is the kind of the error and the line that raised it."""

NO_MEMORY = 71
"""The function got no more memory; there is no answer."""
