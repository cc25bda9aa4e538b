class batch_norm:  # noqa: N801
    def __init__(self, x, gamma, beta, eps):
        self.x = x
