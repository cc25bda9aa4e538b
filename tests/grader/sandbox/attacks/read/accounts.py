"""Read the accounts of the host."""


def f(host):
    return open("/etc/passwd").readline()
