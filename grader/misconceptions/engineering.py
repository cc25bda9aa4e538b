"""Misconceptions that show in how a result is made: in place, or in another precision."""

from grader.misconceptions.entry import L, M, entries

ENGINEERING = entries(
    ("P01", "inplace-x", M, "Changes the caller's input in place",
     "An operation like x -= mean writes into the array the caller still holds. "
     "Make a new array: x = x - mean."),
    ("P02", "inplace-dy", M, "Changes the caller's gradient in place",
     "An operation like dout *= gamma writes into the array the caller still holds. "
     "Make a new array: dxhat = dout * gamma."),
    ("P03", "float32-internal", L, "Computes in float32 where float64 was given",
     "The result has the digits of float32 only. "
     "Keep the dtype of the input through the computation."),
    ("P04", "float16-internal", M, "Computes in float16",
     "The result has three digits at best. "
     "Keep the dtype of the input, and accumulate sums in no less."),
    ("P05", "float64-out", L, "Returns float64 where float32 was given",
     "A float64 constant or array has promoted the result. "
     "The output has the dtype of x, or memory and later layers pay for it."),
)  # fmt: skip
