"""What a warm process and its service say to each other over their socket."""

import struct

REQUEST = struct.Struct(">QQ?")
"""Bytes of the argument, bytes of the content that follow it, whether an open file comes along."""

ANSWER = struct.Struct(">BQ")
"""The status of the call, as `outcomes` has it, and bytes of the answer."""
