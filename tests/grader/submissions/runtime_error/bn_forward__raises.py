def batch_norm(x, gamma, beta, eps):
    raise ValueError("not today")
