def batch_norm(x, gamma, beta, eps):
    for row in x:
        yield row
