def batch_norm_backward(dout, x, gamma, eps):
    return dout
