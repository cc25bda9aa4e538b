batch_norm = 3
