"""SciPy's SLSQP on the NumPy objective, with its analytic gradient or without."""

from collections.abc import Callable

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, minimize

from harm import Array, Valued
from problem import Problem, Solution, repeated

PRECISION = 1e-8
"""SLSQP's `ftol`, in units of today's harm: with 1e-7 its value is off by nearly 1e-6 on some draws."""

TIMES = 5
"""How often it runs for a time; it gives up repeating after some seconds."""


def solve(problem: Problem, objective: Callable[[Array], Valued]) -> Solution:
    """Solves with the gradient that the objective hands back beside its value."""
    total = problem.total
    harm_today, _ = objective(problem.today)

    def scaled(shares: Array) -> Valued:
        value, gradient = objective(shares * total)
        return value / harm_today, gradient * (total / harm_today)

    return _search(problem, scaled, has_gradient=True)


def solve_by_differences(problem: Problem, objective: Callable[[Array], float]) -> Solution:
    """Solves with gradients by SciPy's own differences: what it does for whoever gives it no gradient."""
    harm_today = objective(problem.today)
    return _search(problem, lambda shares: objective(shares * problem.total) / harm_today, has_gradient=False)


def _search(problem: Problem, scaled: Callable[[Array], Valued | float], has_gradient: bool) -> Solution:
    """Begins at today's split; money is in units of the budget, harm in units of today's."""

    def search() -> OptimizeResult:
        return minimize(
            scaled,
            problem.today / problem.total,
            jac=has_gradient,
            method="SLSQP",
            bounds=Bounds(0.0, problem.most / problem.total),
            constraints=LinearConstraint(np.ones(len(problem.today)), ub=1.0),
            options={"ftol": PRECISION, "maxiter": 1000},
        )

    found, took = repeated(search, TIMES)
    return Solution(found.x * problem.total, took, bool(found.success), f"{found.nit} steps, {found.nfev:,} passes")
