def batch_norm_backward(dout, x, gamma, eps):
    return dout, dout.sum(0)
