"""Known-wrong kernels: one family of batch norms, of which each misconception changes a part or two."""
