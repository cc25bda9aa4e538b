"""What parent and zygote say to each other over their socket: fixed-size messages, one a packet."""

import struct
from dataclasses import dataclass
from typing import ClassVar, Final

STOP: Final = b"stop"  # end the running child now; without meaning when none runs
MAX_HELLO: Final = 65_536

EXITED: Final = 0  # the child ended by itself, of a crash or of a kernel limit
OUT_OF_CPU: Final = 1
OUT_OF_WALL: Final = 2
STOPPED: Final = 3  # the parent asked for it


@dataclass(frozen=True)
class Start:
    """Run one child. The packet carries three descriptors: request, answers, output."""

    cpu_time_s: float
    wall_time_s: float
    memory_bytes: int
    result_bytes: int
    output_bytes: int
    recursion: int
    first_probe: int

    LAYOUT: ClassVar[struct.Struct] = struct.Struct("<ddQQQII")

    def pack(self) -> bytes:
        """Return the packet."""
        return self.LAYOUT.pack(
            self.cpu_time_s,
            self.wall_time_s,
            self.memory_bytes,
            self.result_bytes,
            self.output_bytes,
            self.recursion,
            self.first_probe,
        )

    @classmethod
    def unpack(cls, packet: bytes) -> "Start":
        """Return the message; struct.error when it is none."""
        return cls(*cls.LAYOUT.unpack(packet))


@dataclass(frozen=True)
class Ended:
    """How a child ended: the reason, `wait_status` as wait4 gives it, and what it used."""

    reason: int
    wait_status: int
    cpu_s: float
    wall_s: float
    peak_bytes: int
    zygote_bytes: int

    LAYOUT: ClassVar[struct.Struct] = struct.Struct("<BiddQQ")

    def pack(self) -> bytes:
        """Return the packet."""
        return self.LAYOUT.pack(
            self.reason, self.wait_status, self.cpu_s, self.wall_s, self.peak_bytes, self.zygote_bytes
        )

    @classmethod
    def unpack(cls, packet: bytes) -> "Ended":
        """Return the message; struct.error when it is none."""
        return cls(*cls.LAYOUT.unpack(packet))
