"""Which losses a message shows, how they are thinned, and what they are called in words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from service.core.loss_curves import AT_MOST, MAX_CURVES, in_words, loss_curves, thinned

POINTS = st.dictionaries(st.integers(0, 10**9), st.floats(-1e9, 1e9), min_size=1, max_size=1000).map(
    lambda found: sorted(found.items())
)


def rows(name: str, *values: float) -> list[tuple[str, int, float]]:
    return [(name, 10 * number, value) for number, value in enumerate(values, 1)]


@given(POINTS, st.integers(4, 200))
def test_a_thinned_curve_keeps_its_ends_its_extremes_and_its_order(points: list[tuple[int, float]], most: int) -> None:
    kept = thinned(points, most)
    assert len(kept) <= most
    assert kept == sorted(set(kept))
    assert set(kept) <= set(points)
    assert (kept[0], kept[-1]) == (points[0], points[-1])
    assert min(value for _, value in kept) == min(value for _, value in points)
    assert max(value for _, value in kept) == max(value for _, value in points)


def test_a_short_curve_is_kept_whole() -> None:
    assert thinned([(1, 2.0), (2, 1.0)], 4) == [(1, 2.0), (2, 1.0)]


def test_only_losses_are_curves_in_order_of_steps_and_training_comes_first() -> None:
    found = rows("eval_loss", 2.0, 1.0) + rows("accuracy", 0.1, 0.9) + rows("train_loss", 3.0, 2.0)[::-1]
    curves = loss_curves(found)
    assert curves == {"train_loss": ((10, 3.0), (20, 2.0)), "eval_loss": ((10, 2.0), (20, 1.0))}
    assert list(curves) == ["train_loss", "eval_loss"]


def test_what_has_no_loss_or_one_point_of_each_is_no_curve() -> None:
    assert loss_curves([]) == {}
    assert loss_curves(rows("accuracy", 0.1, 0.9)) == {}
    assert loss_curves(rows("train_loss", 1.0) + rows("eval_loss", 1.0)) == {}
    assert list(loss_curves(rows("train_loss", 2.0, 1.0) + rows("eval_loss", 1.0))) == ["train_loss", "eval_loss"]


def test_a_message_shows_few_curves_of_few_points() -> None:
    many = [row for number in range(9) for row in rows(f"loss_{number}", *map(float, range(1000)))]
    curves = loss_curves(many)
    assert len(curves) == MAX_CURVES
    assert all(len(points) <= AT_MOST for points in curves.values())


def test_words_tell_beginning_and_end_of_each_curve() -> None:
    assert in_words({}) == ""
    told = in_words({"train_loss": ((1, 2.3), (150, 0.9), (300, 0.4512)), "eval_loss": ((100, 2.0), (200, 0.61))})
    assert told == "train loss 2.3 → 0.451, eval loss 2 → 0.61 over 300 steps"
    assert in_words({"train_loss": ((1, 2.0), (12_000, 1e-5))}) == "train loss 2 → 1e-05 over 12,000 steps"
