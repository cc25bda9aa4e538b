"""What parent and zygote say to each other over their socket: fixed-size messages, one a packet."""

import struct
from dataclasses import astuple, dataclass
from typing import ClassVar, Final

BEGIN: Final = b"begin"
READY: Final = b"ready"  # with the descriptors of the first child
ISOLATED: Final = b" isolated"  # after READY: in namespaces of its own
MISSING: Final = b"missing"  # and then what
STOP: Final = b"stop"  # end the running child now; without meaning when none runs
MAX_PACKET: Final = 65_536

# A child that computes at least this share of the time does not wait for anything but its turn on a busy
# host: it has so many times the wall time before it is ended.
COMPUTING: Final = 0.05
PATIENCE: Final = 4

EXITED: Final = 0  # the child ended by itself, of a crash or of a kernel limit
OUT_OF_CPU: Final = 1
OUT_OF_WALL: Final = 2
STOPPED: Final = 3  # the parent asked for it


@dataclass(frozen=True)
class Start:
    """Let the waiting child run, for this long and with this much memory over what it has from the zygote."""

    cpu_time_s: float
    wall_time_s: float
    memory_bytes: int

    LAYOUT: ClassVar[struct.Struct] = struct.Struct("<ddQ")

    def pack(self) -> bytes:
        """Return the packet."""
        return self.LAYOUT.pack(*astuple(self))

    @classmethod
    def unpack(cls, packet: bytes) -> "Start":
        """Return the message; struct.error when it is none."""
        return cls(*cls.LAYOUT.unpack(packet))


@dataclass(frozen=True)
class Ended:
    """How a child ended: the reason, `wait_status` as wait4 gives it, and what it used.

    The packet carries three descriptors of the next child, which waits locked: the file for its request, and
    the pipes with its answers and with what it prints.
    """

    reason: int
    wait_status: int
    cpu_s: float
    wall_s: float
    peak_bytes: int
    zygote_bytes: int

    LAYOUT: ClassVar[struct.Struct] = struct.Struct("<BiddQQ")

    def pack(self) -> bytes:
        """Return the packet."""
        return self.LAYOUT.pack(*astuple(self))

    @classmethod
    def unpack(cls, packet: bytes) -> "Ended":
        """Return the message; struct.error when it is none."""
        return cls(*cls.LAYOUT.unpack(packet))


@dataclass(frozen=True)
class Terms:
    """The head of a request: what the child itself keeps to. The parent trusts it with none of that."""

    result_bytes: int
    output_bytes: int
    recursion: int
    first_probe: int

    LAYOUT: ClassVar[struct.Struct] = struct.Struct("<QQII")

    def pack(self) -> bytes:
        """Return the head."""
        return self.LAYOUT.pack(*astuple(self))

    @classmethod
    def unpack_from(cls, request: bytes) -> "Terms":
        """Return the head of a request."""
        return cls(*cls.LAYOUT.unpack_from(request))
