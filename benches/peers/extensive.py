"""HiGHS on the extensive form: a variable for each threat in each draw, above planes that touch its harm from below.

A fixed grid of planes would answer another question. So planes are added where the last answer lies, in every threat
and draw whose harm they do not reach yet, until the program's value, a lower bound, meets the best split evaluated.
"""

import time

import highspy
import numpy as np

from harm import Array, Pieces
from problem import TOLERANCE, Problem, Solution, timed

PATIENCE = 120.0
"""Seconds after which it is stopped, wherever it is."""


class Master:
    """The linear program: money in units of the budget, then a threat's harm in each draw, in units of the mean one."""

    def __init__(self, problem: Problem, harm: float) -> None:
        self.money = len(problem.today)
        self.total = problem.total
        self.unit = harm / len(problem.instance.harm)
        self.draws = problem.by_effect.draws
        self.highs = highspy.Highs()
        self.highs.silent()
        heights = len(problem.instance.harm) * self.draws
        self.heights = np.zeros(heights)
        self.highs.addVars(self.money, np.zeros(self.money), problem.most / self.total)
        self.highs.addVars(heights, np.zeros(heights), np.full(heights, highspy.kHighsInf))
        self.highs.changeColsCost(heights, self.money + np.arange(heights, dtype=np.int32), np.ones(heights))
        everything = np.arange(self.money, dtype=np.int32)
        self.highs.addRow(-highspy.kHighsInf, 1.0, self.money, everything, np.ones(self.money))

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return self.highs.getNumRow()

    def add(self, threat: int, pieces: Pieces, money: Array) -> None:
        """Adds the planes that touch a threat's harm at this money, in draws where they say something new."""
        span = slice(threat * self.draws, (threat + 1) * self.draws)
        harm = pieces.harm / self.unit
        new = np.flatnonzero(harm > self.heights[span] + 1e-9)
        slopes = pieces.slopes[:, new].T * (self.total / self.unit)
        shares = money[pieces.programmes] / self.total
        columns = np.empty((len(new), 1 + len(shares)), dtype=np.int32)
        columns[:, 0], columns[:, 1:] = self.money + span.start + new, pieces.programmes
        factors = np.hstack([np.ones((len(new), 1)), -slopes])
        starts = np.arange(len(new), dtype=np.int32) * columns.shape[1]
        lowest, highest = harm[new] - slopes @ shares, np.full(len(new), highspy.kHighsInf)
        self.highs.addRows(len(new), lowest, highest, columns.size, starts, columns.ravel(), factors.ravel())

    def solve(self) -> tuple[Array, float]:
        """The money it proposes in £m, and its value in £m a year: no split can be better."""
        self.highs.run()
        values = np.array(self.highs.getSolution().col_value)
        self.heights = values[self.money :]
        value = self.highs.getInfo().objective_function_value
        return values[: self.money] * self.total, value * self.unit / self.draws


def announce() -> None:
    """Lets HiGHS print its name and version, which it does once whatever it is told, before a table begins."""
    highspy.Highs()


def solve(problem: Problem) -> Solution:
    """Begins at today's split, and ends when both bounds meet, or when its time is up."""
    (best, gap, note), took = timed(lambda: _closed_in(problem))
    return Solution(best, took, gap <= TOLERANCE, note)


def _closed_in(problem: Problem) -> tuple[Array, float, str]:
    """The best split found, the gap between the bounds as a part of its harm, and how it went."""
    start = time.perf_counter()
    money = best = problem.today
    upper, lower, rounds = _harm(problem.by_effect.pieces(money)), 0.0, 0
    master = Master(problem, upper)
    # Half of what is allowed, so that what the solver itself rounds does not matter.
    while upper - lower > upper * TOLERANCE / 2 and time.perf_counter() - start < PATIENCE:
        for threat, pieces in enumerate(problem.by_effect.pieces(money)):
            master.add(threat, pieces, money)
        money, lower = master.solve()
        value = _harm(problem.by_effect.pieces(money))
        if value < upper:
            upper, best = value, money
        rounds += 1
    gap = (upper - lower) / upper
    return best, gap, f"{rounds} rounds, {master.rows:,} rows, gap {gap:.0e}"


def _harm(pieces: list[Pieces]) -> float:
    """Expected harm, £m a year."""
    return sum(float(piece.harm.mean()) for piece in pieces)
