"""Name a file by its handle."""

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)


def f(host):
    result = libc.name_to_handle_at(-100, b"/", (ctypes.c_char * 128)(), ctypes.byref(ctypes.c_int()), 0)
    return f"the kernel answered {result}" if result >= 0 or ctypes.get_errno() != 1 else None
