"""Reference kernels: Batch Normalization as the papers state it, generic in the dtype they are given."""
