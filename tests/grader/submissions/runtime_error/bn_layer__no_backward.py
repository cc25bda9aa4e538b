class BatchNorm1d:
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        self.gamma = None

    def train(self):
        pass

    def eval(self):
        pass

    def __call__(self, x):
        return x
