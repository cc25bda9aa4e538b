"""Mutants of bn-sync and bn-streaming."""

from grader.mutants.template import Template, mutants

LINES = {
    "total": "counts.sum()",
    "mean": "(w * means).sum(axis=0)",
    "variance": "(w * (variances + (means - mean) ** 2)).sum(axis=0)",
    "late": "pass",
}
BODY = """\
    n = {total}
    w = (counts / n)[:, None]
    mean = {mean}
    variance = {variance}
    {late}
    return mean, variance
"""
SYNC = Template("import numpy as np\n\n\ndef combine_statistics(counts, means, variances):\n" + BODY, LINES)
STREAMING = Template(
    """\
import numpy as np


def precise_statistics(batches):
    seen = [(len(b), b.mean(axis=0), b.var(axis=0)) for b in batches]
    counts, means, variances = (np.array(c) for c in zip(*seen))
"""
    + BODY,
    LINES,
)
CHANGES = {
    "C01": {"mean": "means.mean(axis=0)", "variance": "variances.mean(axis=0)"},
    "C02": {"variance": "(w * variances).sum(axis=0)"},
    "C03": {"variance": "(variances + (means - mean) ** 2).mean(axis=0)"},
    "C03/between": {"variance": "(w * variances).sum(axis=0) + ((means - mean) ** 2).mean(axis=0)"},
    "C04": {"variance": "(w * np.sqrt(variances)).sum(axis=0) ** 2"},
    "C04/plain": {"variance": "np.sqrt(variances).mean(axis=0) ** 2"},
    "C05": {"late": "variance = variance * (n / (n - 1)) if n > 1 else variance * float('nan')"},
    "C06": {
        "variance": "((counts - 1).clip(0)[:, None] * variances).sum(axis=0) / (counts - 1).clip(0).sum()"
    },
    "C07": {
        "late": "mean, variance = 0 * means[0], 0 * means[0] + 1\n"
        "    for m, v in zip(means, variances):\n"
        "        mean, variance = 0.9 * mean + 0.1 * m, 0.9 * variance + 0.1 * v"
    },
    "C07/from the first": {
        "late": "mean, variance = means[0], variances[0]\n"
        "    for m, v in zip(means[1:], variances[1:]):\n"
        "        mean, variance = 0.9 * mean + 0.1 * m, 0.9 * variance + 0.1 * v"
    },
    "C08": {"mean": "means[-1]", "variance": "variances[-1]"},
}

MUTANTS = [*mutants("bn-sync", SYNC, CHANGES), *mutants("bn-streaming", STREAMING, CHANGES)]
