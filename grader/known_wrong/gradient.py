"""The backward pass by its terms, and what goes wrong in each.

With g = dy gamma, s = sigma, and the bar a group's mean,

    dx = g/s - mean(g/s) + var_term,   var_term = n (d sigma / d var) (d var / dx) mean(-g xhat / s),

which is the exact gradient of any forward made of the parts, and the textbook's for the right ones.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from grader.kernels.channels import Array
from grader.known_wrong.parts import Grouping, Normalised

if TYPE_CHECKING:
    from grader.known_wrong.kernel import Kernel


@dataclass(frozen=True)
class Terms:
    """What dx is added up from, with what a mistake needs to know of where they came from."""

    direct: Array
    through_mean: Array
    through_variance: Array
    at: Normalised
    dy: Array
    gamma: Array
    eps: float
    n: int
    rows: int
    grouping: Grouping

    @property
    def sum(self) -> Array:
        """The right sum of the terms."""
        return self.direct - self.through_mean + self.through_variance


Parameters: TypeAlias = tuple[Array, Array]


def whole_sum(terms: Terms) -> Array:
    """dx as it should be."""
    return terms.sum


def sums_over_the_batch(grouping: Grouping, at: Normalised, dy: Array, gamma: Array) -> Parameters:
    """dgamma = sum dy xhat, dbeta = sum dy."""
    return grouping.total(dy * at.xhat), grouping.total(dy)


@dataclass(frozen=True)
class GradientRule:
    """How the terms are put together; `keeps_gamma` is false where gamma never enters."""

    combine: Callable[[Terms], Array] = whole_sum
    keeps_gamma: bool = True
    parameters: Callable[[Grouping, Normalised, Array, Array], Parameters] = sums_over_the_batch

    def dx(self, kernel: "Kernel", at: Normalised, dy: Array, gamma: Array, eps: float) -> Array:
        """The gradient with respect to the arranged x."""
        grouping = kernel.grouping
        g = dy * gamma if self.keeps_gamma else dy
        direct = g / at.sigma
        through_mean = grouping.mean(direct) if kernel.centre else 0 * direct
        numerator = at.centred if kernel.centre else at.z
        pull = grouping.mean(-direct * numerator / at.sigma) * grouping.count(at.z)
        slope = kernel.scale.slope(at.variance, eps)
        through_variance = pull * slope * kernel.spread.slope(grouping, at.z, at.centred)
        n, rows = grouping.count(at.z), len(at.z)
        terms = Terms(direct, through_mean, through_variance, at, dy, gamma, eps, n, rows, grouping)
        return self.combine(terms)
