"""What every rival is given, and what it hands back."""

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from harm import Array, ByEffect, Packed
from instance import Instance

T = TypeVar("T")

TOLERANCE = 1e-6
"""Values agree when they differ by no more than this part."""


@dataclass(frozen=True)
class Problem:
    """Least expected harm over money between nought and `most`, £m, that adds up to `total` at most."""

    instance: Instance
    by_effect: ByEffect
    packed: Packed

    @property
    def today(self) -> Array:
        """Today's money, where searches begin."""
        return np.array(self.instance.reference)

    @property
    def most(self) -> Array:
        """The most that each programme can take."""
        return np.array(self.instance.most)

    @property
    def total(self) -> float:
        """The budget."""
        return self.instance.total

    def allowed(self, money: Array) -> Array:
        """Money that a solver's rounding put a little outside the limits, put back inside."""
        inside = np.clip(money, 0.0, self.most)
        return inside * min(1.0, self.total / inside.sum())


@dataclass(frozen=True)
class Took:
    """What something took: seconds by the clock, and seconds of all cores together, its processes included."""

    seconds: float
    core_seconds: float


@dataclass(frozen=True)
class Solution:
    """Where a rival ended, what it took from draws in memory, and what it says of itself."""

    money: Array
    took: Took
    converged: bool
    note: str


def timed(run: Callable[[], T]) -> tuple[T, Took]:
    """What a run answers, and what it took."""
    seconds, core_seconds = time.perf_counter(), _core_seconds()
    answer = run()
    return answer, Took(time.perf_counter() - seconds, _core_seconds() - core_seconds)


def least(runs: list[Took]) -> Took:
    """The least that several runs took: where others work on the same machine, it says most."""
    return Took(min(run.seconds for run in runs), min(run.core_seconds for run in runs))


def repeated(run: Callable[[], T], times: int, patience: float = 5.0) -> tuple[T, Took]:
    """What a run answers and the least it takes, of several; of fewer, once they have taken so many seconds."""
    runs: list[Took] = []
    while True:
        answer, took = timed(run)
        runs.append(took)
        if len(runs) == times or sum(run.seconds for run in runs) > patience:
            return answer, least(runs)


def _core_seconds() -> float:
    """Seconds of processor time so far, of this process and of those that it ran."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in spent)
