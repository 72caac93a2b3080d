"""The search for the values of a program that reach its goals.

One thread and a fixed seed: the same input gives the same assignment. The search is bounded by its nodes, which are the same on
every machine, and never by a clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

import highspy
import numpy as np

from stemfunds.braiding.program import INFINITY, MOST_NODES, Program, Solved, Weights

_WITHIN = 0.004
"""Half a cent: what an earlier goal may lose to the arithmetic of a later one, in dollars."""


class Search:
    """The solver with the program; goals are reached one after the other, each held while the next one is sought."""

    def __init__(
        self,
        program: Program,
        *,
        without: Iterable[int] = (),
        forced: Iterable[int] = (),
        closed: Iterable[int] = (),
        nodes: int = MOST_NODES,
        begin: Solved | None = None,
        divisible: bool = False,
    ) -> None:
        """Without some rows of limits, with some columns at one and some at nothing; `begin` is where to begin.

        With `divisible` lines may be paid in part: that is quickly known, and never worse than what is sought.
        """
        self.program = program
        self.divisible = divisible
        self.solver = _loaded(program, {program.row_lines[number] for number in without if number in program.row_lines})
        if divisible:
            for column in range(len(program.columns.upper)):
                self.solver.changeColIntegrality(column, highspy.HighsVarType.kContinuous)
        for column in forced:
            self.solver.changeColBounds(column, 1.0, 1.0)
        for column in closed:
            self.solver.changeColBounds(column, 0.0, 0.0)
        self.nodes = nodes
        self.found = begin

    def reach(self, weights: Weights, way: Literal["most", "least"], near: float = 0.0, nodes: int = MOST_NODES) -> Solved | None:
        """The assignment with the most, or least, of a weighted sum, searched for until it is as `near` the best as that; None
        where no assignment keeps the rows.
        """
        count, solver = len(self.program.columns.upper), self.solver
        if not count:  # nothing to choose, which the solver takes for no model at all
            self.found = Solved((), 0.0, 0.0)
            return self.found
        costs = np.zeros(count)
        for column, weight in weights.items():
            costs[column] = weight
        solver.changeColsCost(count, np.arange(count, dtype=np.int32), costs)
        solver.changeObjectiveSense(highspy.ObjSense.kMaximize if way == "most" else highspy.ObjSense.kMinimize)
        solver.setOptionValue("mip_abs_gap", max(near, 1e-6))
        solver.setOptionValue("mip_max_nodes", min(nodes, self.nodes))
        if self.found is not None:
            _begin_with(solver, self.program, self.found.values)
        solver.run()
        if solver.getModelStatus() in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return None
        info = solver.getInfo()
        if info.primal_solution_status != 2:
            return None
        possible = (
            info.mip_dual_bound if any(self.program.columns.whole) and not self.divisible else info.objective_function_value
        )
        self.found = Solved(tuple(solver.getSolution().col_value), info.objective_function_value, possible)
        return self.found

    def hold(self, weights: Weights, reached: float, way: Literal["most", "least"]) -> None:
        """Keep what was reached."""
        columns, values = _in_order(weights)
        least, most = (reached - _WITHIN, INFINITY) if way == "most" else (-INFINITY, reached + _WITHIN)
        self.solver.addRow(least, most, len(columns), columns, values)


class _Quiet(highspy.Highs):
    """The solver without its banner, which its constructor prints when it turns callbacks on; none is used here."""

    def __init__(self) -> None:
        highspy.Highs.__init__(self)

    def enableCallbacks(self) -> None:  # noqa: N802 - the name is the solver's
        self.setOptionValue("output_flag", False)


def _in_order(weights: Weights) -> tuple[Any, Any]:
    columns = sorted(weights)
    return np.array(columns, dtype=np.int32), np.array([weights[column] for column in columns], dtype=np.double)


def _loaded(program: Program, left_out: set[int]) -> highspy.Highs:
    solver = _Quiet()
    options = {"threads": 1, "random_seed": 1, "mip_rel_gap": 0.0}
    for name, value in options.items():
        solver.setOptionValue(name, value)
    columns = program.columns
    count = len(columns.upper)
    model = highspy.HighsLp()
    model.num_col_ = count
    model.col_cost_, model.col_lower_, model.col_upper_ = np.zeros(count), np.zeros(count), np.array(columns.upper)
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    model.integrality_ = [kinds[whole] for whole in columns.whole]
    lines = [line for number, line in enumerate(program.lines) if number not in left_out]
    starts, index, values = [0], list[int](), list[float]()
    for line in lines:
        index += sorted(line.weights)
        values += [line.weights[column] for column in sorted(line.weights)]
        starts.append(len(index))
    model.num_row_ = len(lines)
    model.row_lower_, model.row_upper_ = np.array([line.least for line in lines]), np.array([line.most for line in lines])
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_, matrix.index_, matrix.value_ = np.array(starts), np.array(index), np.array(values)
    matrix.num_col_, matrix.num_row_ = count, len(lines)
    solver.passModel(model)
    return solver


def _begin_with(solver: highspy.Highs, program: Program, values: Sequence[float]) -> None:
    before = highspy.HighsSolution()
    before.col_value = [
        float(round(value)) if whole else value for value, whole in zip(values, program.columns.whole, strict=True)
    ]
    solver.setSolution(before)
