import numpy as np


class Running:
    def __init__(self, origin):
        self.origin = origin
        self.n, self.s, self.q = 0, 0.0, 0.0

    def push(self, batch):
        d = batch - self.origin
        self.n += d.shape[0]
        self.s = self.s + d.sum(axis=0)
        self.q = self.q + (d * d).sum(axis=0)

    def result(self):
        shift = self.s / self.n
        return self.origin + shift, self.q / self.n - shift * shift


def precise_statistics(batches):
    running = None
    for batch in batches:
        wide = np.asarray(batch, dtype=float)
        if running is None:
            running = Running(wide.mean(axis=0))
        running.push(wide)
    return running.result()
