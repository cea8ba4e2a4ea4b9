"""Clarabel on exponential cones: every curve of the instance has an exact conic form.

With w ≤ log(1 + x/s), a cone for each effect, the residuals of a threat multiply to a sum of exponentials of what is
linear in x and w:

    log_linear    exp(−ρ·x/s)                         elasticity    exp(−2ε·w)
    exponential   (1 − r) + r·exp(−x·ln 2/s)          hyperbolic    (1 − r) + r·exp(−w)

Multiplied out, a threat with m reaches that work in a draw has 2^m terms in it, each with a positive coefficient and a
cone of its own.
"""

from dataclasses import dataclass, field
from itertools import product

import clarabel
import numpy as np
from scipy.sparse import csc_matrix

from harm import Curve
from problem import Problem, Solution, timed

UNIT = 100.0
"""£m in which the cones measure money: of those tried, the solver is at its steadiest with this one."""

Linear = dict[int, float]
"""Coefficients by variable."""


@dataclass
class Program:
    """Minimise cost · v where offset − rows · v lies in the cones, as Clarabel wants it."""

    cost: list[float]
    offset: list[float] = field(default_factory=list)
    entries: list[tuple[int, int, float]] = field(default_factory=list)
    cones: list[object] = field(default_factory=list)

    def variable(self, cost: float = 0.0) -> int:
        """A new variable."""
        self.cost.append(cost)
        return len(self.cost) - 1

    def row(self, linear: Linear, offset: float = 0.0) -> None:
        """One row: offset + linear."""
        self.entries.extend((len(self.offset), variable, -factor) for variable, factor in linear.items())
        self.offset.append(offset)

    def exponential(self, exponent: Linear, bound: Linear, offset: float = 0.0) -> None:
        """exp(exponent) ≤ offset + bound."""
        self.row(exponent)
        self.row({}, 1.0)
        self.row(bound, offset)
        self.cones.append(clarabel.ExponentialConeT())

    def solve(self) -> clarabel.DefaultSolution:
        """Solves it."""
        size = len(self.cost)
        rows, columns, factors = zip(*self.entries, strict=True)
        matrix = csc_matrix((factors, (rows, columns)), shape=(len(self.offset), size))
        settings = clarabel.DefaultSettings()
        settings.verbose = False
        # Left to scale rows by more, or to step farther, it breaks down from about 1,000 draws on.
        settings.equilibrate_min_scaling, settings.equilibrate_max_scaling = 0.1, 10.0
        quadratic = csc_matrix((size, size))
        return clarabel.DefaultSolver(
            quadratic, np.array(self.cost), matrix, np.array(self.offset), self.cones, settings
        ).solve()


def solve(problem: Problem) -> Solution:
    """Builds the cones of every draw and solves them in one program."""
    (found, cones), took = timed(lambda: _solved(problem))
    money = np.array(found.x[: len(problem.today)]) * UNIT
    note = f"{found.status}, {found.iterations} steps, {cones:,} cones"
    return Solution(money, took, found.status == clarabel.SolverStatus.Solved, note)


def _solved(problem: Problem) -> tuple[clarabel.DefaultSolution, int]:
    """What the solver finds, and on how many exponential cones."""
    program = _money(problem)
    for threat in problem.by_effect.threats:
        doses = [_dose(program, curve) for curve in threat.curves]
        for draw, bare in enumerate(threat.bare):
            _terms(program, threat.curves, doses, draw, bare)
    # Costs that are one on average suit the solver best.
    costs = np.array(program.cost)
    program.cost = list(costs * np.count_nonzero(costs) / costs.sum())
    return program.solve(), len(program.cones) - 1


def _money(problem: Problem) -> Program:
    """Money, with its limits."""
    program = Program([0.0] * len(problem.today))
    for programme, most in enumerate(problem.most):
        program.row({programme: 1.0})
        program.row({programme: -1.0}, most / UNIT)
    program.row(dict.fromkeys(range(len(problem.today)), -1.0), problem.total / UNIT)
    program.cones.append(clarabel.NonnegativeConeT(len(program.offset)))
    return program


def _dose(program: Program, curve: Curve) -> Linear:
    """What a unit of strength, or what is left of a reach, has as its exponent: linear in money or in w."""
    programme, scale = curve.effect.programme, curve.effect.scale
    match curve.effect.family:
        case "exponential":
            return {programme: -float(np.log(2.0)) * UNIT / scale}
        case "log_linear":
            return {programme: -UNIT / scale}
        case family:
            logarithm = program.variable()
            program.exponential({logarithm: 1.0}, {programme: UNIT / scale}, 1.0)
            return {logarithm: -2.0 if family == "elasticity" else -1.0}


def _terms(program: Program, curves: list[Curve], doses: list[Linear], draw: int, bare: float) -> None:
    """One threat in one draw: harm as a sum of exponentials, each below a variable that costs its coefficient."""
    common: Linear = {}
    choices: list[list[tuple[float, Linear]]] = []
    for curve, dose in zip(curves, doses, strict=True):
        strength = float(curve.strength[draw])
        if strength == 0.0:
            continue
        if curve.has_reach:
            choices.append([(1.0 - strength, {}), (strength, dose)])
        else:
            common |= {variable: strength * factor for variable, factor in dose.items()}
    for chosen in product(*choices):
        exponent = dict(common)
        for _, dose in chosen:
            exponent |= dose
        # A term without an exponent is a constant: it moves no money.
        if exponent:
            coefficient = bare * float(np.prod([factor for factor, _ in chosen]))
            program.exponential(exponent, {program.variable(coefficient): 1.0})
