"""Misconceptions about running statistics and about training mode."""

from grader.misconceptions.entry import H, L, M, entries

RUNNING = entries(
    ("R01", "momentum-swapped", M, "Uses momentum for the old value",
     "The old value is weighed by momentum and the batch by 1 - momentum, as Keras and cs231n do. "
     "Here, as in PyTorch, momentum is the weight of the new batch."),
    ("R02", "running-var-biased", L, "Records the biased variance",
     "The running variance records the 1/n variance of the batch. In this convention it estimates "
     "the population's and is corrected by n/(n-1), while the batch itself is normalised with 1/n."),
    ("R03", "running-std", M, "Records the standard deviation for the variance",
     "The running variance averages standard deviations. "
     "An average of roots is not the root of an average: record the variance."),
    ("R04", "running-var-plus-eps", L, "Records the variance with eps added",
     "eps is added before recording, and inference will add it again. "
     "The running variance records the variance alone."),
    ("R05", "replaced", H, "Replaces the running statistics by the batch's",
     "The old value is lost at every step, so inference depends on the last batch. "
     "Blend: (1 - momentum) old + momentum batch."),
    ("R06", "never", H, "Never updates the running statistics",
     "The running statistics stay what they were, so inference normalises by their initial values. "
     "Every training step moves both towards the batch's."),
    ("R07", "momentum-ignored", L, "Ignores the argument momentum for a constant",
     "A constant weight stands where the argument momentum should. "
     "Whoever calls with another momentum gets another average."),
    ("R08", "accumulate", H, "Adds without letting the old value decay",
     "The batch is added to the whole old value, which then grows without bound. "
     "The weights must add up to one: (1 - momentum) old + momentum batch."),
    ("R09", "var-not-updated", H, "Updates the running mean only",
     "The running variance stays what it was. "
     "Inference needs both statistics."),
    ("R10", "bessel-n", L, "Corrects the variance by the batch size alone",
     "The correction uses N/(N-1). "
     "A channel's variance is over N H W values, so that is the n of n/(n-1)."),
    ("R11", "swapped-var-only", M, "Swaps the momentum for the variance only",
     "The running mean is right, but the variance weighs the old value by momentum. "
     "Both are blended alike."),
    ("R12", "avg-std-squared", L, "Averages standard deviations and squares the result",
     "The blend is made on standard deviations and then squared. "
     "That is less than the blend of the variances wherever they differ."),
    ("T01", "train-uses-running", H, "Normalises by the running statistics in training",
     "In training the batch is normalised by the old running statistics. "
     "Training uses the batch's own; the running ones are for inference."),
    ("T02", "train-uses-updated", H, "Normalises by the updated running statistics in training",
     "In training the batch is normalised by the running statistics just updated. "
     "Training uses the batch's own; the running ones are for inference."),
)  # fmt: skip
