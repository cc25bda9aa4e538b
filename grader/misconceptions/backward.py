"""Misconceptions about the gradient with respect to x, gamma and beta."""

from grader.misconceptions.entry import H, L, M, entries

BACKWARD = entries(
    ("B01", "const-stats", H, "Treats mean and variance as constants",
     "dx = gamma dy / sigma holds at inference. In training the mean and the variance depend on x too, "
     "and their two terms take out of dy its part along 1 and along xhat."),
    ("B02", "const-no-gamma", H, "Treats the statistics as constants and forgets gamma",
     "dx = dy / sigma lacks gamma and both terms through the statistics. "
     "dx = gamma/sigma (dy - mean dy - xhat mean(dy xhat))."),
    ("B03", "no-var-term", H, "Leaves out the gradient through the variance",
     "The term - xhat mean(dy xhat) is missing. "
     "Changing one x changes the variance, and with it every output."),
    ("B04", "no-mean-term", H, "Leaves out the gradient through the mean",
     "The term - mean(dy) is missing. "
     "Changing one x changes the mean, and with it every output."),
    ("B05", "no-1-over-n", H, "Uses sums where the means belong",
     "The two correction terms are n times too large. "
     "Each x moves the mean by 1/n only."),
    ("B06", "no-gamma", H, "Leaves gamma out of dx",
     "The gradient passes through y = gamma xhat + beta first. "
     "So dx carries the factor gamma."),
    ("B07", "no-inv-std", H, "Leaves 1/sigma out of dx",
     "xhat is x divided by sigma, and so is the gradient. "
     "dx carries the factor gamma / sigma."),
    ("B08", "inv-var", M, "Divides dx by the variance instead of the deviation",
     "The factor is 1/(var + eps). "
     "xhat is x divided by sigma once, so dx carries 1/sigma."),
    ("B09", "times-std", M, "Multiplies dx by sigma instead of dividing",
     "The forward pass divides by sigma. "
     "So does the gradient: dx carries 1/sigma."),
    ("B10", "var-term-x2", M, "Doubles the term through the variance",
     "The 1/2 of the derivative of a root is missing in dvar. "
     "d/dvar (var + eps)^(-1/2) = -1/2 (var + eps)^(-3/2)."),
    ("B11", "var-term-half", M, "Halves the term through the variance",
     "The 2 of the derivative of a square is missing between dvar and dx. "
     "d var / d x_i = 2 (x_i - mu) / n."),
    ("B12", "var-term-sign", H, "Gets the sign of the variance term wrong",
     "The term is added: + xhat mean(dy xhat). "
     "A larger variance shrinks the output, so the term is subtracted."),
    ("B13", "mean-term-sign", H, "Gets the sign of the mean term wrong",
     "The term is added: + mean(dy). "
     "A larger mean lowers the output, so the term is subtracted."),
    ("B14", "bracket", H, "Leaves the factor out of the second bracket",
     "gamma / (n sigma) multiplies the first bracket only. "
     "It multiplies all three terms."),
    ("B15", "diag-jacobian", H, "Uses only the diagonal of the Jacobian",
     "dx_i counts only how x_i moves its own y_i. Every x moves every y of its feature through mean "
     "and variance; sum over all of them."),
    ("B16", "x-not-centred", H, "Uses x where x - mu belongs",
     "The variance term is built with x / sigma in place of xhat. "
     "d var / d x_i is proportional to x_i - mu."),
    ("B17", "power", M, "Uses the power -1/2 where -3/2 belongs",
     "dvar is computed with (var + eps)^(-1/2). "
     "Differentiating a power lowers it by one: -1/2 (var + eps)^(-3/2)."),
    ("B18", "div-n-not-nhw", H, "Divides by N where N H W belongs",
     "The correction terms are H W times too large. "
     "The mean of a channel runs over N H W values."),
    ("B19", "div-n-minus-1", L, "Divides by n - 1 in dx",
     "The correction terms use 1/(n-1). "
     "Mean and normalising variance both use 1/n, so their gradients do."),
    ("B20", "div-d", H, "Divides by the number of features",
     "The correction terms use 1/D. "
     "The means run over the batch: 1/N."),
    ("B21", "eps-missing-bw", L, "Leaves eps out of the gradient",
     "1/sigma lacks eps in dx, while the forward pass has it. "
     "The gradient is that of the function computed: sigma = sqrt(var + eps)."),
    ("B22", "mean-term-no-std", M, "Leaves 1/sigma out of the mean's gradient",
     "dmu is computed as -sum(dxhat) without 1/sigma. "
     "xhat = (x - mu)/sigma, so d xhat / d mu = -1/sigma."),
    ("G01", "dgamma-x", H, "Uses x for xhat in dgamma",
     "dgamma = sum dy x. "
     "gamma multiplies xhat, so dgamma = sum dy xhat."),
    ("G02", "dgamma-centred", H, "Uses x - mu for xhat in dgamma",
     "dgamma = sum dy (x - mu) lacks the division by sigma. "
     "gamma multiplies xhat, so dgamma = sum dy xhat."),
    ("G03", "dgamma-mean", M, "Averages dgamma over the batch",
     "dgamma is divided by n. "
     "gamma is shared by all rows, and gradients of shared parameters add up; averaging is up to the loss."),
    ("G04", "dbeta-mean", M, "Averages dbeta over the batch",
     "dbeta is divided by n. "
     "beta is shared by all rows, and gradients of shared parameters add up."),
    ("G05", "both-mean", M, "Averages dgamma and dbeta over the batch",
     "Both are divided by n. gamma and beta are shared by all rows, and gradients of shared parameters "
     "add up; averaging is the loss's business."),
    ("G06", "swapped", H, "Swaps dgamma and dbeta",
     "The two are returned in each other's place. "
     "dgamma = sum dy xhat and dbeta = sum dy."),
    ("G07", "dgamma-times-gamma", M, "Multiplies dgamma by gamma",
     "y is linear in gamma, so its derivative holds no gamma. "
     "dgamma = sum dy xhat."),
    ("G08", "dbeta-times-gamma", M, "Multiplies dbeta by gamma",
     "beta is added after scaling, so gamma does not enter. "
     "dbeta = sum dy."),
    ("G09", "axis0-only", M, "Sums dgamma and dbeta over the batch alone",
     "The sums leave one value per position. gamma and beta are shared by all positions of a channel: "
     "sum over N, H and W."),
    ("G10", "sum-times-sum", H, "Multiplies sums instead of summing products",
     "sum(dy) sum(xhat) is zero, since xhat sums to zero. "
     "dgamma = sum of dy xhat."),
)  # fmt: skip
