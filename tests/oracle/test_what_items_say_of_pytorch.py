"""What the question bank says PyTorch does, asked of PyTorch. Each test names the item that rests on it."""

import copy

import pytest
import torch
from torch.utils.checkpoint import checkpoint

ROWS = torch.tensor([[3.0, 1.0], [5.0, -2.0], [4.0, 0.5], [8.0, 3.0]])


def moved(layer: torch.nn.Module, before: dict[str, torch.Tensor]) -> set[str]:
    """Return the entries of the state that differ from `before`."""
    return {name for name, value in layer.state_dict().items() if not torch.equal(value, before[name])}


def trained(momentum: float | None, means: tuple[float, ...]) -> torch.nn.BatchNorm1d:
    layer = torch.nn.BatchNorm1d(1, momentum=momentum)
    for mean in means:
        layer(torch.tensor([[mean - 1], [mean + 1]]))
    return layer


def test_momentum_none_averages_all_batches_alike() -> None:  # equal-weights-for-all-batches
    assert trained(None, (1.0, 2.0, 6.0)).running_mean == pytest.approx(3.0)
    assert trained(0.1, (1.0, 2.0, 6.0)).running_mean == pytest.approx(0.861)


def test_momentum_one_keeps_the_last_batch_alone() -> None:  # momentum-of-one
    assert trained(1.0, (1.0, 2.0, 6.0)).running_mean == pytest.approx(6.0)


def test_no_grad_neither_stops_updates_nor_uses_running_statistics() -> None:  # validation-without-eval
    layer = torch.nn.BatchNorm1d(2)
    before = copy.deepcopy(layer.state_dict())
    with torch.no_grad():
        y = layer(ROWS)
    assert torch.allclose(y.mean(0), torch.zeros(2), atol=1e-6)
    assert moved(layer, before) == {"running_mean", "running_var", "num_batches_tracked"}


def test_frozen_parameters_leave_the_running_statistics_moving() -> None:  # frozen-backbone
    layer = torch.nn.BatchNorm1d(2).requires_grad_(False)
    before = copy.deepcopy(layer.state_dict())
    layer(ROWS)
    assert {"running_mean", "running_var"} <= moved(layer, before)


def test_evaluation_mode_leaves_the_buffers_and_still_passes_gradients() -> None:  # left-in-eval-mode
    layer = torch.nn.BatchNorm1d(2).eval()
    before = copy.deepcopy(layer.state_dict())
    layer(ROWS).square().sum().backward()
    assert moved(layer, before) == set()
    assert layer.weight.grad is not None
    assert torch.all(layer.weight.grad != 0)


def test_an_optimiser_step_moves_weight_and_bias_alone() -> None:  # what-an-optimiser-step-moves
    layer = torch.nn.BatchNorm1d(2)
    assert len(layer.state_dict()) == 5
    optimizer = torch.optim.SGD(layer.parameters(), lr=0.1)
    (layer(ROWS) * torch.arange(8.0).reshape(4, 2)).sum().backward()
    before = copy.deepcopy(layer.state_dict())
    optimizer.step()
    assert moved(layer, before) == {"weight", "bias"}


def test_without_tracking_evaluation_mode_uses_the_batch() -> None:  # eval-does-not-help
    tracking, not_tracking = (torch.nn.BatchNorm1d(2, track_running_stats=t).eval() for t in (True, False))
    assert torch.allclose(tracking(ROWS)[:2], tracking(ROWS[:2]))
    assert not torch.allclose(not_tracking(ROWS)[:2], not_tracking(ROWS[:2]))


def test_one_row_is_refused_in_training_and_scored_in_evaluation() -> None:  # last-batch-of-one
    layer = torch.nn.BatchNorm1d(2)
    with pytest.raises(ValueError, match="more than 1 value per channel"):
        layer(ROWS[:1])
    assert layer.eval()(ROWS[:1]).shape == (1, 2)


@pytest.mark.parametrize("reentrant", [False, True])
def test_recomputing_a_block_updates_its_statistics_twice(reentrant: bool) -> None:
    # statistics-and-recomputation
    layer = torch.nn.BatchNorm1d(2)
    x = ROWS.clone().requires_grad_()
    checkpoint(layer, x, use_reentrant=reentrant).square().sum().backward()
    assert torch.allclose(layer.running_mean, 0.19 * ROWS.mean(0))


def test_a_nan_spoils_its_column_and_the_running_statistics() -> None:  # one-missing-reading
    x = ROWS.clone()
    x[2, 1] = torch.nan
    layer = torch.nn.BatchNorm1d(2)
    assert layer(x).isnan().sum(0).tolist() == [0, 4]
    assert layer.running_mean.isnan().tolist() == [False, True]


def test_output_channels_are_axis_0_of_a_convolution_and_axis_1_of_a_transposed_one() -> None:
    # scale-axis-of-a-kernel, folding-into-a-transposed-convolution
    assert torch.nn.Conv2d(4, 6, 3).weight.shape[:2] == (6, 4)
    assert torch.nn.ConvTranspose2d(4, 6, 3).weight.shape[:2] == (4, 6)


def test_a_constant_channel_ends_with_a_running_variance_of_zero() -> None:  # a-channel-that-was-dark
    layer = torch.nn.BatchNorm2d(1)
    for _ in range(2000):
        layer(torch.zeros(2, 1, 3, 3))
    assert layer.eval()(torch.ones(1, 1, 1, 1)).item() == pytest.approx(316.2, abs=0.1)
