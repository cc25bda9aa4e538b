"""Read a file of the host with open()."""


def f(host):
    return open(host["file"]).read()
