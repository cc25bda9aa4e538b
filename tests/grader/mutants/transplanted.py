"""The same mistakes in other hands: made in right code of many styles, not after a known-wrong kernel."""

from grader.mutants.template import Mutant
from tests.grader.samples import right_samples

Edit = tuple[str, str]

MEAN_SWAPPED = (
    "(1 - momentum) * running_mean + momentum * mu",
    "momentum * running_mean + (1 - momentum) * mu",
)
EDITS: list[tuple[str, str, list[Edit]]] = [
    ("bn_forward__matmul_with_ones", "E04", [("variance + eps", "variance")]),
    ("bn_forward__matmul_with_ones", "E01", [("np.sqrt(variance + eps)", "(np.sqrt(variance) + eps)")]),
    ("bn_forward__matmul_with_ones", "A02", [(" + beta", "")]),
    ("bn_forward__matmul_with_ones", "S09", [("(centred * centred) / n", "(centred * centred) / (n - 1)")]),
    ("bn_forward__einsum", "S11", [("d, d) / n", "d, d)")]),
    ("bn_forward__einsum", "N01", [("np.sqrt(var + eps)", "(var + eps)")]),
    ("bn_forward__pairwise", "A03", [("gamma * ((x - mean) / std)", "(x - mean) / std")]),
    ("bn_forward__shifted_one_pass", "A04", [("* gamma + beta", "* beta + gamma")]),
    ("bn_forward__shifted_one_pass", "", [("q / n - shift * shift", "q / n - shift")]),
    ("bn_forward__class_and_call", "A01", [(" * self.gamma + self.beta", "")]),
    ("bn_forward__class_and_call", "E06", [("m.variance + self.eps", "m.variance + 1e-5")]),
    ("bn_forward__closure", "S01", [("normaliser(eps)(0)", "normaliser(eps)(1)")]),
    ("bn_forward__closure", "A05", [("xhat * gamma + beta", "(xhat + beta) * gamma")]),
    ("bn_forward__closure", "E04", [("np.sqrt(v + eps)", "np.sqrt(v)")]),
    ("bn_forward__transposed", "S09", [("c.var()", "c.var(ddof=1)")]),
    ("bn_forward__float64_inside", "S02", [("x.mean(0)", "x.mean()"), ("x.var(0)", "x.var()")]),
    ("bn_forward__out_arguments", "A07", [("y += beta", "y -= beta")]),
    ("bn_forward__out_arguments", "E04", [("mean(axis=0) + eps", "mean(axis=0)")]),
    ("bn_forward__power_and_dot", "", [("-0.5)", "-0.25)")]),
    ("bn_forward__fsum", "E01", [("math.sqrt(var + eps)", "math.sqrt(var) + eps")]),
    ("bn_forward__fsum", "N04", [("(v - mean) / std", "v / std")]),
    ("bn_forward__welford", "S09", [("spread / len(x)", "spread / (len(x) - 1)")]),
    ("bn_forward_nchw__axes", "S04", [("axis=(0, 2, 3)", "axis=(2, 3)")]),
    ("bn_forward_nchw__axes", "S03", [("axis=(0, 2, 3)", "axis=0")]),
    ("bn_forward_nchw__axes", "S06", [("axis=(0, 2, 3)", "axis=(0, 2)")]),
    ("bn_forward_nchw__axes", "S14", [("axis=(0, 2, 3)", "axis=(0, 3)")]),
    ("bn_forward_nchw__axes", "S02", [("axis=(0, 2, 3)", "axis=(0, 1, 2, 3)")]),
    ("bn_forward_nchw__rows", "S08", [("reshape(n, h, w, c).transpose(0, 3, 1, 2)", "reshape(n, c, h, w)")]),
    (
        "bn_forward_nchw__rows",
        "S07",
        [
            ("x.transpose(0, 2, 3, 1).reshape(-1, c)", "x.reshape(-1, c)"),
            ("reshape(n, h, w, c).transpose(0, 3, 1, 2)", "reshape(n, c, h, w)"),
        ],
    ),
    ("bn_forward_nchw__channel_loop", "A02", [(" + beta[c]", "")]),
    ("bn_forward_nchw__channels_first", "E04", [("np.sqrt(var + eps)", "np.sqrt(var)")]),
    ("bn_forward_nchw__einsum", "S11", [("d, d) / m", "d, d)")]),
    (
        "bn_train_step__textbook",
        "R01",
        [
            MEAN_SWAPPED,
            ("(1 - momentum) * running_var + momentum", "momentum * running_var + (1 - momentum)"),
        ],
    ),
    (
        "bn_train_step__textbook",
        "R01+R02",
        [
            MEAN_SWAPPED,
            ("(1 - momentum) * running_var + momentum", "momentum * running_var + (1 - momentum)"),
            (" * correction", ""),
        ],
    ),
    ("bn_train_step__ddof_one", "R02", [("ddof=1", "ddof=0")]),
    ("bn_train_step__ddof_one", "R03", [("(unbiased - running_var)", "(np.sqrt(unbiased) - running_var)")]),
    ("bn_train_step__rows_inside", "R02", [("squares / max(n - 1, 1)", "squares / n")]),
    ("bn_train_step__rows_inside", "R08", [("keep * ", "")]),
    (
        "bn_train_step__class",
        "R11",
        [("momentum * unbiased + running_var * (1 - momentum)",
          "(1 - momentum) * unbiased + running_var * momentum")],
    ),
    ("bn_train_step__welford", "R02", [("m2 / max(len(rows) - 1, 1)", "m2 / len(rows)")]),
    ("bn_train_step__copies_updated", "R07", [("[c] += momentum *", "[c] += 0.1 *")]),
    ("bn_train_step__copies_updated", "R09", [("new_var[c] += momentum *", "new_var[c] += 0 *")]),
    ("bn_inference__scale_and_shift", "I04", [("running_mean * scale", "running_mean * gamma")]),
    ("bn_inference__scale_and_shift", "E04", [("running_var + eps", "running_var")]),
    ("bn_inference__by_dimension", "E01", [("(running_var + eps) ** 0.5", "running_var**0.5 + eps")]),
    ("bn_inference__channel_loop", "A02", [("np.sqrt(v + eps)) + b", "np.sqrt(v + eps))")]),
    ("bn_inference__double_precision", "N01", [("np.sqrt(v[index] + eps)", "(v[index] + eps)")]),
    ("bn_backward__one_line", "B03", [(" - h * (dout * h).sum(0))", ")")]),
    ("bn_backward__one_line", "B06", [("gamma / (n * s)", "1 / (n * s)")]),
    ("bn_backward__graph_of_nodes", "B04", [("return dx1 + dx2", "return dx1")]),
    ("bn_backward__graph_of_nodes", "B10", [("0.5 * 1.0 / np.sqrt(var + eps)", "1.0 / np.sqrt(var + eps)")]),
    ("bn_backward__paper", "B17", [("** -1.5", "** -0.5")]),
    ("bn_backward__paper", "B11", [("dvar * 2 * (x - mu) / m", "dvar * (x - mu) / m")]),
    ("bn_backward__column_loop", "G01", [("np.dot(dy, xhat)", "np.dot(dy, x[:, j])")]),
    ("bn_backward__column_loop", "G04", [("dy.sum()", "dy.mean()")]),
    ("bn_backward__einsum", "G06", [("return dx, dgamma, dbeta", "return dx, dbeta, dgamma")]),
    ("bn_backward__tape", "B04", [("g - g.mean(axis=0)", "g")]),
    ("bn_backward__float64_inside", "G07", [("np.sum(dout * xn, 0)", "np.sum(g * xn, 0)")]),
    ("bn_backward_nchw__axes", "B18", [("m = x.shape[0] * x.shape[2] * x.shape[3]", "m = x.shape[0]")]),
    ("bn_backward_nchw__channel_loop", "B06", [(" * gamma[c] / sigma", " / sigma")]),
    ("bn_fold__broadcast", "F04", [("(old - running_mean)", "(old + running_mean)")]),
    ("bn_fold__broadcast", "F01", [("else bias", "else 0 * bias")]),
    ("bn_fold__output_loop", "F02", [("+= k * bias[o]", "+= bias[o]")]),
    ("bn_fold__einsum", "F06", [('np.einsum("o,o...->o...", k, weight)', "weight.copy()")]),
    (
        "bn_fold__transposed",
        "F05",
        [("gamma * ((bias - running_mean) / std)", "gamma * (bias / std) - running_mean")],
    ),
    ("bn_sync__weights", "C02", [(" + (means - mean) ** 2", "")]),
    ("bn_sync__matmul", "C05", [("(d * d)) / n", "(d * d)) / (n - 1)")]),
    ("bn_sync__chan", "C02", [(" + delta**2 * n * k / total", "")]),
    ("bn_sync__np_average", "", [(", weights=counts", "")]),
    ("bn_streaming__kept", "C05", [("rows.var(axis=0)", "rows.var(axis=0, ddof=1)")]),
    ("bn_streaming__chan", "C02", [(" + delta**2 * (n * k / (n + k))", "")]),
    ("bn_ghost__slices", "H01", [("rows.mean(0)", "x.mean(0)"), ("rows.var(0)", "x.var(0)")]),
    ("bn_ghost__split", "H05", [("np.split(x, cuts)", "np.array_split(x, -(-len(x) // group_size))")]),
    ("bn_ghost__reduceat", "H03", [("np.bincount(of_row)[:, None].astype(x.dtype)", "group_size")]),
    (
        "bn_masked__picked",
        "K01",
        [("rows.mean(axis=0)", "x.mean(axis=(0, 1))"), ("rows.var(axis=0)", "x.var(axis=(0, 1))")],
    ),
    ("bn_masked__sums", "K04", [("max(mask.sum(), 1)", "mask.size")]),
    ("bn_masked__sums", "K03", [("np.where(m, x - mu, 0)", "np.where(m, x, 0) - mu")]),
    ("bn_layer__dictionary_cache", "R02", [("var * n / (n - 1) if n > 1 else var", "var")]),
    ("bn_layer__recomputed", "R02", [("(bessel * var - self.running_var)", "(var - self.running_var)")]),
    ("bn_layer__two_strategies", "R02", [(" * (n / (n - 1))", "")]),
    ("bn_layer__updates_in_place", "A02", [(" + self.beta", "")]),
    ("bn_debug_1__mended", "E01", [("np.sqrt(var + eps)", "np.sqrt(var) + eps")]),
    ("bn_debug_1__mended_with_keepdims", "E04", [("(var + eps) ** 0.5", "var**0.5")]),
    ("bn_debug_2__mended", "B11", [("dvar * 2 * centred", "dvar * centred")]),
    ("bn_debug_2__mended", "G07", [("(dout * xhat).sum(axis=0)", "(dxhat * xhat).sum(axis=0)")]),
]  # fmt: skip


def transplanted() -> list[Mutant]:
    """Each edit made in the right sample it names; an edit that finds nothing is a mistake here."""
    samples = {sample.path.stem: sample for sample in right_samples()}
    made = []
    for stem, ids, edits in EDITS:
        source = samples[stem].source
        for old, new in edits:
            assert old in source, (stem, old)
            source = source.replace(old, new)
        made.append(Mutant(samples[stem].task.id, tuple(filter(None, ids.split("+"))), source))
    return made


TRANSPLANTED = transplanted()
