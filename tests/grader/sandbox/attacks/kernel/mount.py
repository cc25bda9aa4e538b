"""Mount a file system."""

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)


def f(host):
    result = libc.mount(b"none", b"/tmp/absent", b"tmpfs", 0, None)
    return f"the kernel answered {result}" if result >= 0 or ctypes.get_errno() != 1 else None
