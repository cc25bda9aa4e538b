def batch_norm(x, gamma, beta, eps):
    while True:
        pass
