"""Misconceptions about eps, the division, gamma and beta, and inference."""

from grader.misconceptions.entry import H, L, M, entries

FORWARD = entries(
    ("E01", "eps-outside", M, "Adds eps to the standard deviation instead of the variance",
     "The code divides by sqrt(var) + eps. Batch normalization divides by sqrt(var + eps); the two differ "
     "where the variance is not large against eps, and the gradient at variance zero exists in one only."),
    ("E02", "eps-outside-train", M, "Adds eps outside the root in training",
     "In training the code divides by sqrt(var) + eps. "
     "It should divide by sqrt(var + eps), as it does at inference."),
    ("E03", "eps-outside-infer", M, "Adds eps outside the root at inference",
     "At inference the code divides by sqrt(running_var) + eps. "
     "It should divide by sqrt(running_var + eps), or training and inference disagree."),
    ("E04", "no-eps", M, "Leaves eps out",
     "The code divides by sqrt(var). A feature that does not vary in the batch then divides zero by zero; "
     "eps under the root keeps the result finite."),
    ("E05", "no-eps-infer", M, "Leaves eps out at inference",
     "At inference the code divides by sqrt(running_var). "
     "The same eps as in training belongs under the root."),
    ("E06", "eps-hard", L, "Ignores the argument eps for a constant",
     "A constant stands where the argument eps should. "
     "Whoever calls with another eps gets another layer's result."),
    ("E07", "eps-minus", M, "Subtracts eps from the variance",
     "The code divides by sqrt(var - eps), which is not a number once the variance falls below eps. "
     "eps is added, so that the root never sees zero."),
    ("E08", "eps-added-after", M, "Adds eps to the normalised value",
     "eps is added after the division, which shifts the result and protects from nothing. "
     "It belongs under the root, added to the variance."),
    ("E09", "eps-squared", L, "Squares eps",
     "The code divides by sqrt(var + eps^2). "
     "eps is added to the variance as it is; squared, it is too small to steady a small variance."),
    ("E10", "eps-max", L, "Takes the larger of variance and eps",
     "The code divides by sqrt(max(var, eps)), which equals the definition only where eps does not matter. "
     "eps is added to the variance, so that the result depends smoothly on it."),
    ("N01", "no-sqrt", H, "Divides by the variance instead of the standard deviation",
     "The root is missing: the code divides by var + eps. "
     "The result then has variance 1/var instead of 1."),
    ("N02", "double-sqrt", H, "Takes the root twice",
     "The code divides by sqrt(std + eps), the root of a standard deviation. "
     "eps is added to the variance and the root is taken once."),
    ("N03", "no-sqrt-infer", H, "Divides by the variance at inference",
     "At inference the root is missing: the code divides by running_var + eps. "
     "Training and inference then scale differently."),
    ("N04", "no-centering", H, "Does not subtract the mean",
     "The code scales x without centring it. "
     "Normalising means both: subtract the mean, then divide by the standard deviation."),
    ("A01", "no-affine", H, "Leaves out gamma and beta",
     "The normalised value is returned as it is. The learnt scale and shift give back to the network "
     "the freedom that normalising took: y = gamma xhat + beta."),
    ("A02", "no-beta", M, "Leaves out beta",
     "The result is scaled and not shifted. "
     "y = gamma xhat + beta."),
    ("A03", "no-gamma", M, "Leaves out gamma",
     "The result is shifted and not scaled. "
     "y = gamma xhat + beta."),
    ("A04", "swap-gamma-beta", H, "Swaps gamma and beta",
     "beta scales and gamma shifts. "
     "gamma is the scale and beta the shift: y = gamma xhat + beta."),
    ("A05", "beta-inside-gamma", H, "Scales beta too",
     "The code computes gamma (xhat + beta). "
     "beta is added after scaling, so that it is the mean of the output."),
    ("A06", "beta-before-norm", H, "Adds beta before normalising",
     "beta is added to x and then divided by the standard deviation. "
     "It is added last: y = gamma xhat + beta."),
    ("A07", "minus-beta", M, "Subtracts beta",
     "The sign of beta is wrong. "
     "y = gamma xhat + beta."),
    ("A08", "no-affine-infer", H, "Leaves out gamma and beta at inference",
     "At inference the normalised value is returned without scale and shift. "
     "gamma and beta belong to the layer in both modes."),
    ("I01", "batch-stats", H, "Uses the batch's statistics at inference",
     "At inference the code normalises by the batch in hand, so a result depends on its neighbours. "
     "Inference uses the running statistics gathered in training."),
    ("I02", "batch-mean-running-var", H, "Mixes the batch's mean with the running variance",
     "The mean comes from the batch and the variance from training. "
     "Inference takes both from the running statistics."),
    ("I03", "bessel-again", L, "Corrects the running variance a second time",
     "The running variance is multiplied by n/(n-1) at inference. "
     "It was corrected when it was recorded, and the size of this batch has nothing to do with it."),
    ("I04", "fold-bias", H, "Folds the mean without dividing it by the deviation",
     "The folded shift is beta - mean gamma. With the scale gamma/sigma taken out of the bracket "
     "the shift is beta - mean gamma / sigma."),
    ("I05", "no-norm", H, "Scales and shifts without normalising",
     "At inference only gamma and beta are applied. "
     "The running mean and variance must be taken out first."),
)  # fmt: skip
