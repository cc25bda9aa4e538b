def batchnorm(x, gamma, beta, eps):
    return x
