"""How likely it is that a pattern comes about by chance alone.

A set of m options whose best one were placed by lot would show any given mark (longest, politest, in the third place)
with the chance 1/m. Over sets of different sizes the number of marks is a sum of unequal trials; a binomial with their
mean chance bounds its tails from above beyond one from its mean (Hoeffding 1956), so what is rare here is rare there.
"""

from collections.abc import Iterable
from math import exp, lgamma, log

RARE = 0.01  # one file in a hundred written by lot may be reported for a mark


def as_many(trials: int, chance: float, hits: int) -> float:
    """Return the probability of so many hits or more. chance: of one trial, above 0 and below 1."""
    return _sum(trials, chance, range(hits, trials + 1))


def as_few(trials: int, chance: float, hits: int) -> float:
    """Return the probability of so many hits or fewer."""
    return _sum(trials, chance, range(hits + 1))


def _sum(trials: int, chance: float, hits: Iterable[int]) -> float:
    every = lgamma(trials + 1)
    yes, no = log(chance), log(1 - chance)
    terms = (every - lgamma(k + 1) - lgamma(trials - k + 1) + k * yes + (trials - k) * no for k in hits)
    return min(1.0, sum(exp(term) for term in terms))
