"""Misconceptions about which values share a mean and what their variance is."""

from grader.misconceptions.entry import H, M, entries

STATISTICS = entries(
    ("S01", "axis-features", H, "Normalises each example over its features",
     "The mean and variance run over the features of one example, which is layer normalization. "
     "Batch normalization takes one mean and variance per feature, over the batch (axis 0)."),
    ("S02", "axis-global", H, "Takes one mean and variance over the whole array",
     "All values share one mean and one variance, so features of different scale stay on different scales. "
     "Each feature or channel needs its own statistics."),
    ("S03", "per-activation", H, "Takes statistics per position of the feature map",
     "The mean runs over the batch alone, so every pixel of a channel has its own statistics. "
     "A convolution treats all positions alike, and so must its normalisation: average over N, H and W."),
    ("S04", "instance", H, "Takes statistics per example and channel",
     "The mean runs over the positions of one example, which is instance normalization. "
     "Batch normalization averages over the examples too: over N, H and W."),
    ("S05", "nhwc-axis", H, "Treats NCHW data as NHWC",
     "The statistics run over axes 0, 1 and 2, as if the channels came last. "
     "Here the channels are axis 1, so the mean runs over axes 0, 2 and 3."),
    ("S06", "axis-02", H, "Leaves the last spatial axis out of the mean",
     "The mean runs over axes 0 and 2, so each column of a feature map is normalised by itself. "
     "All positions of a channel share their statistics: average over axes 0, 2 and 3."),
    ("S07", "reshape-no-transpose", H, "Reshapes to (-1, C) without moving the channels last",
     "Reshaping reads memory in order, so the columns of x.reshape(-1, C) mix values of several channels. "
     "Move the channels last first: x.transpose(0, 2, 3, 1).reshape(-1, C)."),
    ("S08", "reshape-back", H, "Reshapes back to (N, C, H, W) without the inverse transpose",
     "The statistics are right, but the result stays in the order of the rows, so values change places. "
     "Reshape to (N, H, W, C), then transpose back."),
    ("S09", "ddof1-normalise", M, "Normalises with the unbiased variance",
     "The sum of squares is divided by n - 1 instead of n. "
     "The batch is normalised with its own variance, the 1/n one; only the running variance is corrected."),
    ("S10", "rms", H, "Takes the mean square for the variance",
     "E[x^2] is taken for the variance, without subtracting the mean, as in RMS normalization. "
     "The variance is the mean square of the centred values."),
    ("S11", "sumsq", H, "Leaves out the 1/n of the variance",
     "The sum of squared deviations is used without dividing it by n. "
     "The scale of the output then depends on the size of the batch."),
    ("S12", "e2-cancel", M, "Computes the variance as E[x^2] - E[x]^2",
     "The formula is right on paper, but where the mean is large against the spread it subtracts two nearly "
     "equal numbers and loses the digits they share. Centre the values first, then average their squares."),
    ("S13", "mad", M, "Takes the mean absolute deviation for the standard deviation",
     "mean|x - mu| is used in place of the root of the mean square. "
     "The two differ by a factor that depends on the data's shape (0.80 for a normal one)."),
    ("S14", "axis-03", H, "Leaves the first spatial axis out of the mean",
     "The mean runs over axes 0 and 3, so each row of a feature map is normalised by itself. "
     "All positions of a channel share their statistics: average over axes 0, 2 and 3."),
)  # fmt: skip
