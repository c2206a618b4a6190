"""What a service and the processes that it has work on foreign bytes say over their sockets."""

import struct

REQUEST = struct.Struct(">QQ?")
"""Bytes of the argument, bytes of the content that follow it, whether an open file comes along."""

ANSWER = struct.Struct(">BQ")
"""The status of the call, as `outcomes` has it, and bytes of the answer."""

READY = struct.Struct(">I")
"""The number of a process that is ready for calls; on Linux its descriptor comes along."""

FORK = b"f"
"""Asks for a process; the end of the socket that it is to serve comes along."""
