"""Change the permissions of a file."""

import os


def f(host):
    os.chmod(host["victim"], 0o777)
    return "changed"
