"""What the process of a call and its service say to each other over their socket."""

import struct

CALL = b"c"
"""What the template is told beside the socket of a call."""

READY = b"r"
"""The template has loaded its function."""

STARTED = struct.Struct(">Q")
"""The process of the call, before it reads anything."""

REQUEST = struct.Struct(">QQ?")
"""Bytes of the argument, bytes of the content that follow it, whether an open file comes along."""

ANSWER = struct.Struct(">BQ")
"""The status of the call, as `outcomes` has it, and bytes of the answer."""
