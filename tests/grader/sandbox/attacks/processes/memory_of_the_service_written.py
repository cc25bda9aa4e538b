"""Write the memory of the service."""

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)


def f(host):
    result = libc.process_vm_writev(host["pid"], (ctypes.c_size_t * 2)(), 1, (ctypes.c_size_t * 2)(), 1, 0)
    return f"the kernel answered {result}" if result >= 0 or ctypes.get_errno() != 1 else None
