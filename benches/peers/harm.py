"""Expected harm and its gradient in NumPy, worked out from the exported draws and from nothing of the Rust code.

    harm[t](ω) = H[t](ω) · Π_j  q[j,t](x[j]) / q[j,t](x̄[j])          x̄: today's money

`Curve` has the residuals q. The sum is written twice: effect by effect, as the formulae read, which is what most people
would write; and packed into matrices, which takes more thought and gives the rival every help. `compare.py` holds both
against what `apportion` says of its own allocation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from instance import REACHING, Effect, Instance

Array = NDArray[np.float64]
Valued = tuple[float, Array]

MOST_REACH = 0.99
LN_2 = float(np.log(2.0))
BLOCK = 8192
"""Draws that are worked on together when packed: as many as keep a threat's matrices in the cache."""


@dataclass(frozen=True)
class Curve:
    """One effect over all draws: its strength in the curve's own terms, nought where it does not work."""

    effect: Effect
    strength: Array

    @property
    def has_reach(self) -> bool:
        """Whether the residual is 1 − r·(a share of the reach), or else the exponential of −strength·(a dose)."""
        return self.effect.family in REACHING

    def dose(self, money: float) -> tuple[float, float]:
        """What the strength is multiplied by, and its slope: 1 − 2^(−x/s), x/(x + s), 2·log(1 + x/s) or x/s."""
        scale = self.effect.scale
        match self.effect.family:
            case "exponential":
                left = float(np.exp(-money * LN_2 / scale))
                return 1.0 - left, left * LN_2 / scale
            case "hyperbolic":
                return money / (money + scale), scale / (money + scale) ** 2
            case "elasticity":
                return 2.0 * float(np.log1p(money / scale)), 2.0 / (money + scale)
            case _:
                return money / scale, 1.0 / scale

    def residual(self, money: float) -> Array:
        """The share of harm that is left in each draw."""
        dose, _ = self.dose(money)
        return 1.0 - self.strength * dose if self.has_reach else np.exp(-self.strength * dose)

    def log_slope(self, money: float, residual: Array) -> Array:
        """The slope of the logarithm of what is left."""
        _, slope = self.dose(money)
        return -self.strength * slope / residual if self.has_reach else -self.strength * slope


@dataclass(frozen=True)
class Threat:
    """One threat over all draws: harm today without what today's money holds back, and the effects on it."""

    bare: Array
    curves: list[Curve]


@dataclass(frozen=True)
class Pieces:
    """One threat's harm in each draw, £m a year, and its slopes: one row for each of these programmes."""

    harm: Array
    programmes: list[int]
    slopes: Array


class ByEffect:
    """Expected harm, effect by effect over whole columns of draws."""

    def __init__(self, instance: Instance, columns: Mapping[str, Array]) -> None:
        self.programmes = len(instance.reference)
        self.threats = [_threat(instance, columns, threat) for threat in range(len(instance.harm))]

    @property
    def draws(self) -> int:
        """How many draws there are."""
        return len(self.threats[0].bare)

    def value(self, money: Array) -> float:
        """Expected harm in £m a year, alone."""
        total = 0.0
        for threat in self.threats:
            harm = threat.bare.copy()
            for curve in threat.curves:
                harm *= curve.residual(money[curve.effect.programme])
            total += float(harm.mean())
        return total

    def pieces(self, money: Array) -> list[Pieces]:
        """Harm and slopes of every threat in every draw."""
        return [_pieces(threat, money) for threat in self.threats]

    def __call__(self, money: Array) -> Valued:
        """Expected harm in £m a year, and its derivative by each programme's money."""
        value, gradient = 0.0, np.zeros(self.programmes)
        for piece in self.pieces(money):
            value += float(piece.harm.mean())
            np.add.at(gradient, piece.programmes, piece.slopes.mean(axis=1))
        return value, gradient


class Packed:
    """The same, packed: the strengths of a threat's curves as two matrices, cut into blocks of draws."""

    def __init__(self, model: ByEffect) -> None:
        self.programmes = model.programmes
        self.draws = model.draws
        self.threats = [_PackedThreat.of(threat) for threat in model.threats]

    def __call__(self, money: Array) -> Valued:
        """Expected harm in £m a year, and its derivative by each programme's money."""
        value, gradient = 0.0, np.zeros(self.programmes)
        for threat in self.threats:
            value += threat.add_up(money, gradient)
        return value / self.draws, gradient / self.draws


@dataclass(frozen=True)
class _PackedThreat:
    """Curves with a reach, the others, and by block of draws: bare harm, and for each curve a row of strengths."""

    reaching: list[Curve]
    others: list[Curve]
    blocks: list[tuple[Array, Array, Array]]

    @classmethod
    def of(cls, threat: Threat) -> Self:
        """A threat, packed."""
        reaching = [curve for curve in threat.curves if curve.has_reach]
        others = [curve for curve in threat.curves if not curve.has_reach]
        blocks = []
        for start in range(0, len(threat.bare), BLOCK):
            span = slice(start, start + BLOCK)
            bare = threat.bare[span]
            blocks.append((bare, _rows(reaching, span, len(bare)), _rows(others, span, len(bare))))
        return cls(reaching, others, blocks)

    def add_up(self, money: Array, gradient: Array) -> float:
        """The sum of harm over all draws; adds the sums of its derivatives to the gradient."""
        (reached, reached_slopes), (doses, slopes) = _doses(self.reaching, money), _doses(self.others, money)
        total, by_reach, by_dose = 0.0, np.zeros(len(reached)), np.zeros(len(doses))
        for bare, reaches, strengths in self.blocks:
            left = 1.0 - reaches * reached[:, np.newaxis]
            harm = bare * left.prod(axis=0) * np.exp(-(doses @ strengths))
            total += float(harm.sum())
            by_reach += (reaches / left) @ harm
            by_dose += strengths @ harm
        gradient[_programmes(self.reaching)] -= by_reach * reached_slopes
        gradient[_programmes(self.others)] -= by_dose * slopes
        return total


def _threat(instance: Instance, columns: Mapping[str, Array], threat: int) -> Threat:
    """One threat, with what today's money holds back divided out of its harm."""
    harm = columns[f"threat.t{threat}.harm"]
    bare, curves = harm, []
    for effect in instance.effects:
        if effect.threat == threat:
            today = instance.reference[effect.programme]
            stated = columns[effect.address(effect.strength)]
            strength = own_strength(effect, stated, today, harm) * columns[effect.address("works")]
            curves.append(Curve(effect, strength))
            bare = bare / curves[-1].residual(today)
    return Threat(bare, curves)


def own_strength(effect: Effect, stated: Array, today: float, harm: Array) -> Array:
    """A strength in the curve's own terms, from however it is stated.

    An average return a, £ avoided a year per £ now spent, leaves the share 1/(1 + a·x̄/H) of harm at today's money x̄.
    A marginal return m, £ avoided by the next £, is a slope of −log q of m/H there.
    """
    slope = stated / harm
    scale = effect.scale
    match effect.family, effect.strength:
        case "exponential", "marginal_return":
            left = np.exp(-today * LN_2 / scale)
            strength = slope / (LN_2 / scale * left + slope * (1.0 - left))
        case "hyperbolic", "average_return":
            residual = 1.0 / (1.0 + stated * today / harm)
            strength = (1.0 - residual) * (today + scale) / today
        case "elasticity", "marginal_return":
            strength = slope * (scale + today) / 2.0
        case "log_linear", "marginal_return":
            strength = slope * scale
        case _, "reach" | "elasticity" | "rate":
            strength = stated
        case family, how:
            raise ValueError(f"no formula for {family} by {how}")
    return np.minimum(strength, MOST_REACH) if effect.family in REACHING else strength


def _pieces(threat: Threat, money: Array) -> Pieces:
    """Harm and slopes of one threat in every draw."""
    harm, slopes = threat.bare.copy(), []
    for curve in threat.curves:
        amount = money[curve.effect.programme]
        residual = curve.residual(amount)
        harm *= residual
        slopes.append(curve.log_slope(amount, residual))
    return Pieces(harm, _programmes(threat.curves), np.array([harm * slope for slope in slopes]))


def _programmes(curves: list[Curve]) -> list[int]:
    """Whose curves they are."""
    return [curve.effect.programme for curve in curves]


def _rows(curves: list[Curve], span: slice, draws: int) -> Array:
    """The strengths of some curves over a span of draws, a row for each."""
    return np.array([curve.strength[span] for curve in curves]).reshape(len(curves), draws)


def _doses(curves: list[Curve], money: Array) -> tuple[Array, Array]:
    """What the strengths of some curves are multiplied by, and the slopes of that."""
    both = np.array([curve.dose(money[curve.effect.programme]) for curve in curves]).reshape(-1, 2)
    return both[:, 0], both[:, 1]
