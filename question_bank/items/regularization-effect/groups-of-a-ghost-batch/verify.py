def verify(kernels):
    """The number of groups."""
    groups = 2048 // 128
    return {"a": groups == 1, "b": groups == 16, "c": groups == 128, "d": groups == 2048}
