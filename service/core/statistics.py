"""The numbers behind a verdict, from the standard library alone, checked against scipy in the tests.

All are about one paired table of right answers over the same items: `both` right, only the challenger (`gained`),
only the reference (`lost`), `neither`. Shares are 0…1; words and percent are evaluation_words.py's.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

DEFAULT_ALPHA = 0.05
DEFAULT_POWER = 0.80

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Paired:
    """How two candidates did on the same items. Only the discordant counts, `gained` and `lost`, tell them apart."""

    both: int
    gained: int
    lost: int
    neither: int

    @property
    def n(self) -> int:
        return self.both + self.gained + self.lost + self.neither

    @property
    def challenger_right(self) -> int:
        return self.both + self.gained

    @property
    def reference_right(self) -> int:
        return self.both + self.lost

    @property
    def difference(self) -> float:
        return (self.gained - self.lost) / self.n if self.n else 0.0


def z_two_sided(alpha: float) -> float:
    """The normal quantile that leaves alpha / 2 on each side: 1.96 for 0.05."""
    return NormalDist().inv_cdf(1 - alpha / 2)


def wilson(right: int, n: int, *, alpha: float = DEFAULT_ALPHA) -> Interval:
    """Wilson's score interval of a share, without continuity correction; (0, 1) when nothing was measured."""
    if n == 0:
        return 0.0, 1.0
    z2 = z_two_sided(alpha) ** 2
    share = right / n
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = math.sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n))) / (1 + z2 / n)
    # At 0 and n the formula gives exactly 0 and 1; floating point misses them by 1e-17.
    low = 0.0 if right == 0 else max(0.0, centre - half)
    high = 1.0 if right == n else min(1.0, centre + half)
    return low, high


def mcnemar_p(gained: int, lost: int) -> float:
    """The exact two-sided p-value of McNemar's test: the binomial test of `gained` in `gained + lost` at one half.

    Sums the tail downwards from its largest term, so that 100,000 discordant items take milliseconds.
    """
    n, k = gained + lost, min(gained, lost)
    if 2 * k >= n - 1:  # the two tails together are everything
        return 1.0
    term: float = math.comb(n, k) / 2**n  # division of integers is exact at any size
    tail = term
    while k > 0 and term > tail * 1e-17:
        term *= k / (n - k + 1)
        k -= 1
        tail += term
    return min(1.0, 2 * tail)


def paired_difference(table: Paired, *, alpha: float = DEFAULT_ALPHA) -> Interval:
    """The interval of challenger's minus reference's share right, by Newcombe's method 10; (-1, 1) when n is 0.

    Wilson's intervals of both shares, squared and added, with phi corrected for continuity.
    Source: Newcombe RG, Improved confidence intervals for the difference between binomial proportions based on
    paired data, Statistics in Medicine 17 (1998) 2635–2650.
    """
    if table.n == 0:
        return -1.0, 1.0
    challenger, reference = table.challenger_right / table.n, table.reference_right / table.n
    challenger_low, challenger_high = wilson(table.challenger_right, table.n, alpha=alpha)
    reference_low, reference_high = wilson(table.reference_right, table.n, alpha=alpha)
    phi = _phi(table)
    down = _square_and_add(challenger - challenger_low, reference_high - reference, phi)
    up = _square_and_add(challenger_high - challenger, reference - reference_low, phi)
    return max(-1.0, table.difference - down), min(1.0, table.difference + up)


def _square_and_add(one: float, other: float, phi: float) -> float:
    return math.sqrt(max(0.0, one * one - 2 * phi * one * other + other * other))


def _phi(table: Paired) -> float:
    """The correlation of the two candidates' right answers, drawn towards 0 by n/2 when positive (method 10)."""
    challenger, reference = table.challenger_right, table.reference_right
    margins = challenger * (table.n - challenger) * reference * (table.n - reference)
    if margins == 0:
        return 0.0
    agreement = float(table.both * table.neither - table.gained * table.lost)
    if agreement > 0:
        agreement = max(0.0, agreement - table.n / 2)
    return agreement / math.sqrt(margins)


def items_for_power(table: Paired, *, alpha: float = DEFAULT_ALPHA, power: float = DEFAULT_POWER) -> int | None:
    """How many items in all would show the observed difference with this power; None when no difference was seen.

    Connor's formula for McNemar's test, at the observed share of discordant items and the observed difference; but
    never fewer than it takes for the exact test to speak at all (6 discordant items at 5 %), which Connor's normal
    approximation overlooks in small sets.
    Source: Connor RJ, Sample size for testing differences in proportions for the paired-sample design,
    Biometrics 43 (1987) 207–211.
    """
    if table.gained == table.lost:
        return None
    discordant, difference = (table.gained + table.lost) / table.n, table.difference
    spread = z_two_sided(alpha) * math.sqrt(discordant)
    spread += NormalDist().inv_cdf(power) * math.sqrt(max(0.0, discordant - difference * difference))
    connor = math.ceil(spread * spread / (difference * difference))
    fewest_discordant = math.floor(math.log2(2 / alpha)) + 1  # 2 · ½^k < alpha
    return max(connor, math.ceil(fewest_discordant / discordant))
