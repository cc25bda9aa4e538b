"""Find a secret of the service in the environment."""

import os


def f(host):
    return os.environ.get("BN_ASSESS_SECRET")
