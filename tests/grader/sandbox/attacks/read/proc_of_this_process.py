"""Read this process's own entries under /proc."""


def f(host):
    return open("/proc/self/maps").read(100)
