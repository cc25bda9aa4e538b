def batch_norm(x, gamma, beta, eps):
    return x
