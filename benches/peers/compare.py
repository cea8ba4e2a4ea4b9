"""Solves the same draws with `apportion` and with what somebody would use instead, and prints both side by side.

See README.md for what is compared and what is not.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import Self

from threadpoolctl import threadpool_limits

import conic
import extensive
import instance
import slsqp
from harm import ByEffect, Packed
from problem import TOLERANCE, Problem, Solution, Took
from program import Answer, Apportion, Compared

CORES = os.cpu_count() or 1
SAME = 1e-9
"""The same split must have the same harm in NumPy and in the program, but for rounding."""
SLOW_DIFFERENCES = 10_000
SLOW_CONIC = 100
SLOW_EXTENSIVE = 100
"""More draws than these take long, and are skipped when asked to."""


@dataclass(frozen=True)
class Row:
    """A line of the table. No value: what a part takes, or more than the split. No time: a check."""

    method: str
    took: Took | None = None
    value: float | None = None
    note: str = ""


@dataclass
class Bench:
    """One number of draws: what the program says of them, and whatever is found to be wrong."""

    draws: int
    program: Apportion
    problem: Problem
    compared: Compared
    on_one_core: Compared
    wrong: list[str]

    @classmethod
    def of(cls, program: Apportion, draws: int, wrong: list[str]) -> Self:
        """Exports the draws and has the program solve them."""
        by_effect = ByEffect(program.instance, program.columns(draws))
        problem = Problem(program.instance, by_effect, Packed(by_effect))
        return cls(draws, program, problem, program.compare(draws, CORES), program.compare(draws, 1), wrong)

    @property
    def answer(self) -> Answer:
        """What the program found."""
        return self.compared.answer

    def own(self, is_all_asked: bool) -> Iterator[Row]:
        """The rows of the program itself."""
        yield Row("apportion compare, start to finish", self.compared.whole, self.answer.harm)
        yield Row("- of which the search", self.compared.search)
        yield Row("apportion compare, on one core", self.on_one_core.whole, self.on_one_core.answer.harm)
        yield Row("- of which the search", self.on_one_core.search)
        if is_all_asked:
            yield Row("apportion optimise, all that it says", self.program.optimise(self.draws))
        yield Row("NumPy at apportion's split", None, self.checked(), "harm there, worked out again")

    def checked(self) -> float:
        """Harm at the program's split as NumPy has it; both ways of writing it must say what the program says."""
        for name, objective in (("by effect", self.problem.by_effect), ("packed", self.problem.packed)):
            for split, money, said in (
                ("today's split", self.problem.today, self.answer.harm_today),
                ("the best split", self.answer.money, self.answer.harm),
            ):
                difference = objective(money)[0] / said - 1.0
                self.expect(
                    abs(difference) <= SAME,
                    f"NumPy ({name}) differs from apportion by {difference:.1e} at {split}",
                )
        return self.problem.by_effect(self.answer.money)[0]

    def rival(self, method: str, solution: Solution) -> Row:
        """The row of a rival: its split is put inside the limits and valued by NumPy."""
        value, _ = self.problem.packed(self.problem.allowed(solution.money))
        difference = value / self.answer.harm - 1.0
        self.expect(difference >= -TOLERANCE, f"{method} BEATS apportion by {-difference:.1e}")
        self.expect(value >= self.answer.lower * (1.0 - SAME), f"{method} is below apportion's proven bound")
        self.expect(
            difference <= TOLERANCE or not solution.converged,
            f"{method} says it converged and is off by {difference:.1e}",
        )
        note = solution.note if solution.converged else f"DID NOT CONVERGE: {solution.note}"
        return Row(method, solution.took, value, note)

    def expect(self, is_so: bool, otherwise: str) -> None:
        """Notes what is wrong, for the end; the table is worth seeing all the same."""
        if not is_so:
            self.wrong.append(f"{self.draws:,} draws: {otherwise}")

    def line(self, row: Row) -> str:
        """A row as it is printed."""
        value = against = seconds = core_seconds = of_search = of_whole = ""
        if row.value is not None:
            value, against = f"{row.value:.5f}", f"{row.value / self.answer.harm - 1.0:+.1e}"
        if row.took is not None:
            seconds, core_seconds = f"{row.took.seconds:.4f}", f"{row.took.core_seconds:.4f}"
            of_whole = _ratio(row.took.seconds, self.compared.whole.seconds)
            of_search = _ratio(row.took.core_seconds, self.on_one_core.search.core_seconds)
        counts = (f"{self.draws:,}", len(self.problem.today))
        return _cells(row.method, *counts, value, against, seconds, core_seconds, of_whole, of_search, row.note)


def _ratio(seconds: float, others: float) -> str:
    """How many times as long it took; a search that is too short to be a difference tells nothing."""
    return f"{seconds / others:.2f}" if others > 0.0 else "?"


def _cells(method: object, *others: object) -> str:
    """Cells of a Markdown table, padded so that a terminal shows columns too."""
    *figures, note = others
    widths = (7, 10, 12, 8, 8, 8, 8, 8)
    padded = (f"{figure!s:>{width}}" for figure, width in zip(figures, widths, strict=True))
    return f"| {method!s:<36} | {' | '.join(padded)} | {note} |"


def _heading() -> str:
    """The first two lines of the table."""
    names = ("draws", "programmes", "harm, £m", "against", "seconds", "core-s", "÷ whole", "÷ search")
    rule = ("---", *("---:" for _ in names), "---")
    return f"{_cells('method', *names, 'remark')}\n{_cells(*rule)}"


def _versions() -> str:
    """What ran, for whoever reads the table later."""
    packages = ", ".join(f"{package} {version(package)}" for package in ("numpy", "scipy", "clarabel", "highspy"))
    return f"{date.today()}, {CORES} cores, Python {python_version()}, {packages}"


def _rows(bench: Bench, asked: argparse.Namespace) -> Iterator[Row]:
    """Every row of one number of draws, as it is known."""
    problem, draws = bench.problem, bench.draws
    yield from bench.own(is_all_asked=draws in asked.draws and not asked.skip_slow)
    yield bench.rival("SLSQP, NumPy packed", slsqp.solve(problem, problem.packed))
    yield bench.rival("SLSQP, NumPy effect by effect", slsqp.solve(problem, problem.by_effect))
    if not asked.skip_slow or draws <= SLOW_DIFFERENCES:
        yield bench.rival(
            "SLSQP, the same without a gradient", slsqp.solve_by_differences(problem, problem.by_effect.value)
        )
    if draws in asked.conic:
        yield bench.rival("Clarabel, exponential cones", conic.solve(problem))
    if draws in asked.extensive:
        yield bench.rival("HiGHS, extensive form", extensive.solve(problem))


def _asked() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path("target/release/apportion")
    parser.add_argument("--binary", type=Path, default=default, help="the program (default: %(default)s)")
    counts = {"type": int, "nargs": "*", "metavar": "N"}
    parser.add_argument("--draws", default=[1000, 10_000, 102_400], help="for apportion and SLSQP", **counts)
    parser.add_argument("--conic", default=[100, 1000], help="draws for Clarabel", **counts)
    parser.add_argument("--extensive", default=[100, 300], help="draws for HiGHS", **counts)
    parser.add_argument("--skip-slow", action="store_true", help="leave out what takes more than some seconds")
    parser.add_argument("--keep", type=Path, help="keep the instance's files in this folder")
    asked = parser.parse_args()
    if not asked.binary.is_file():
        parser.error(f"no program at {asked.binary}: build it first, or say where it is with --binary")
    if asked.skip_slow:
        asked.conic = [draws for draws in asked.conic if draws <= SLOW_CONIC]
        asked.extensive = [draws for draws in asked.extensive if draws <= SLOW_EXTENSIVE]
    return asked


def _compare(asked: argparse.Namespace, folder: Path) -> list[str]:
    """Prints the table, and hands back what is wrong."""
    folder.mkdir(parents=True, exist_ok=True)
    program, wrong = Apportion(asked.binary, folder, instance.build()), []
    print(_versions(), flush=True)
    extensive.announce()
    print(f"\n{_heading()}", flush=True)
    # More than one thread makes matrices as small as these slower, and much slower where somebody else works.
    with threadpool_limits(1):
        for draws in sorted({*asked.draws, *asked.conic, *asked.extensive}):
            bench = Bench.of(program, draws, wrong)
            for row in _rows(bench, asked):
                print(bench.line(row), flush=True)
    return wrong


def main() -> int:
    """Compares; the status is 1 where any check failed."""
    asked = _asked()
    with tempfile.TemporaryDirectory() as folder:
        wrong = _compare(asked, asked.keep or Path(folder))
    for finding in wrong:
        print(f"WRONG: {finding}", file=sys.stderr)
    if not wrong:
        print("\nAll checks passed.")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
