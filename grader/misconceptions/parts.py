"""Misconceptions about combining, ghost, masked, folded and stateful batch norm."""

from grader.misconceptions.entry import H, L, M, entries

PARTS = entries(
    ("C01", "plain-averages", H, "Averages means and variances without counts",
     "Every part counts alike, however many values it has. "
     "Weigh each part by its count, and add the variance between the parts."),
    ("C02", "no-between-term", H, "Forgets the variance between the parts",
     "The variance of a union is not the mean of the variances. "
     "The parts' means differ, and their spread around the common mean belongs to it."),
    ("C03", "unweighted-variance", M, "Lets the parts count alike in the variance",
     "The mean is weighed by counts and the variance is not. "
     "Both sums run over values, so both are weighed."),
    ("C04", "average-std-squared", M, "Averages standard deviations",
     "The mean of the standard deviations is squared. "
     "Variances add up and standard deviations do not; the variance between the parts is missing too."),
    ("C05", "union-ddof1", L, "Divides by n - 1 over the union",
     "The result is the unbiased variance. "
     "The statistics here are all 1/n, and so is the result."),
    ("C06", "pooled-ddof1", L, "Pools the variances by n - 1 as a t test does",
     "A pooled variance estimates a spread that the groups share, around their own means. "
     "The variance of the union is around the common mean."),
    ("C07", "exponential-average", H, "Takes an exponential average for the exact statistics",
     "A running average forgets early parts and depends on their order. "
     "Exact statistics weigh every value alike."),
    ("C08", "last-batch", H, "Returns the last part's statistics",
     "What came before is lost. "
     "Keep count, mean and sum of squares of all that was seen."),
    ("H01", "whole-batch", H, "Normalises by the whole batch",
     "The groups are not made, which is plain batch norm. "
     "Each group of group_size rows has its own statistics."),
    ("H02", "short-group-dropped", H, "Drops the short last group or leaves it as it is",
     "Rows that fill no whole group are not normalised. "
     "The last group may be short and is normalised like the others."),
    ("H03", "divided-by-group-size", M, "Divides the short group's sums by group_size",
     "The sums of the short group are divided by more rows than it has. "
     "Divide by the number of its rows."),
    ("H04", "merged-into-previous", M, "Merges the short group into the one before",
     "The last two groups share their statistics. "
     "The short group stands by itself."),
    ("H05", "array-split", M, "Evens the groups out",
     "array_split makes groups of about equal size. "
     "Groups have group_size rows each, and only the last may have fewer."),
    ("H06", "group-size-as-count", H, "Takes group_size for the number of groups",
     "The batch is cut into group_size groups. "
     "group_size is the number of rows in a group."),
    ("H07", "strided-groups", M, "Takes every k-th row into a group",
     "Rows i, i + k, i + 2k make a group. "
     "A group is made of consecutive rows."),
    ("K01", "mask-ignored", H, "Lets padding into the statistics",
     "Mean and variance run over all positions. "
     "Only marked elements count; padding holds anything."),
    ("K02", "padding-as-zeros", H, "Counts padding as zeros",
     "Padding is zeroed and then averaged with the rest. "
     "Zeros pull the mean to zero; leave padding out of the sums and of the count."),
    ("K03", "variance-gains-mu2", M, "Lets every padded element add mu^2 to the variance",
     "x times mask minus mu is -mu at padding, and its square is summed. "
     "Multiply by the mask after centring."),
    ("K04", "divides-by-nt", H, "Divides by all positions",
     "The sums run over marked elements and are divided by N T. "
     "Divide by the number of marked elements."),
    ("K05", "padding-not-zeroed", L, "Does not zero the padding",
     "Padded positions come out as normalised rubbish, or as they went in. "
     "The output is zero wherever nothing is marked."),
    ("K06", "per-sequence", H, "Takes statistics per sequence",
     "Each sequence is normalised by itself. "
     "The statistics of a feature run over all marked elements of the batch."),
    ("K07", "per-time-step", H, "Takes statistics per time step",
     "Each time step is normalised by itself. "
     "The statistics of a feature run over all marked elements of the batch."),
    ("K08", "mean-of-means", M, "Averages the sequences' means",
     "Short sequences then weigh as much as long ones. "
     "Sum over all marked elements and divide once."),
    ("F01", "bias-dropped", H, "Loses the layer's own bias",
     "The folded bias is built from the batch norm alone. "
     "The layer's bias passes through the batch norm too: (b - mean) gamma / sigma + beta."),
    ("F02", "bias-not-scaled", M, "Adds the layer's bias unscaled",
     "The bias is added after the batch norm. "
     "It comes before it, so it is scaled by gamma / sigma."),
    ("F03", "scale-on-input-axis", H, "Scales the input axis of the weight",
     "gamma / sigma multiplies axis 1. "
     "The batch norm acts on the outputs of the layer, which are axis 0."),
    ("F04", "mean-sign", M, "Adds the running mean instead of subtracting it",
     "The sign of the mean is wrong in the folded bias. "
     "b' = (b - mean) gamma / sigma + beta."),
    ("F05", "mean-unscaled", M, "Subtracts the running mean unscaled",
     "The mean is subtracted after scaling. "
     "It comes out of the bracket as mean gamma / sigma."),
    ("F06", "weight-not-scaled", H, "Leaves the weight unchanged",
     "Only the bias is folded. "
     "The scale gamma / sigma acts on every output, so each row of the weight carries it."),
    ("L01", "eval-updates-buffers", H, "Updates the running statistics in eval mode",
     "Evaluation changes what later evaluations normalise by. "
     "Running statistics change in training only."),
    ("L02", "eval-backward-as-train", M, "Uses the training gradient in eval mode",
     "In eval mode the statistics are constants. "
     "dx = gamma dout / sqrt(running_var + eps), without the terms through mean and variance."),
    ("L03", "train-backward-as-eval", H, "Uses the running statistics in training's gradient",
     "The gradient is that of eval mode. "
     "In training the batch's statistics depend on x, and their terms belong to dx."),
)  # fmt: skip
