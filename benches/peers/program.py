"""The program under test, run as a user runs it: files in, JSON out."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from harm import Array
from instance import Instance, write_evidence, write_scenario
from problem import Took, least, timed

TIMES = 25
PATIENCE = 10.0
"""How often the program runs for a time, and seconds after which it is enough: the least says most."""


@dataclass(frozen=True)
class Answer:
    """What the program says of its best split, money in £m and harm in £m a year."""

    money: Array
    harm: float
    harm_today: float
    lower: float


@dataclass(frozen=True)
class Compared:
    """What `compare` found and took, and what it took with that split stated as fixed, so that nothing is searched."""

    answer: Answer
    whole: Took
    stated: Took

    @property
    def search(self) -> Took:
        """What the search took: the difference. Near nought, and even below, where it is too short to tell."""
        return Took(
            self.whole.seconds - self.stated.seconds,
            self.whole.core_seconds - self.stated.core_seconds,
        )


class Apportion:
    """A binary, and a folder with the instance in it."""

    def __init__(self, binary: Path, folder: Path, instance: Instance) -> None:
        self.binary = binary.resolve(strict=True)
        self.folder = folder
        self.instance = instance
        write_evidence(instance, folder)

    def columns(self, draws: int) -> dict[str, Array]:
        """The draws of every uncertain number, by address."""
        scenario, exported = write_scenario(self.instance, self.folder, draws), self.folder / "draws.csv"
        with exported.open("wb") as file:
            subprocess.run([self.binary, "draws", scenario, "--format", "csv", "--quiet"], stdout=file, check=True)
        with exported.open(encoding="utf-8") as file:
            addresses = file.readline().strip().split(",")
            table = np.loadtxt(file, delimiter=",", ndmin=2)
        exported.unlink()
        return {address: column.copy() for address, column in zip(addresses, table.T, strict=True)}

    def compare(self, draws: int, threads: int) -> Compared:
        """The best split of so many draws, and what it took.

        `compare` looks for the best split once and for nothing else. The search is what it takes longer than with the
        split that it found stated as fixed: reading, drawing and writing are the same. Runs of both kinds take turns,
        so that whatever else the machine does slows down either.
        """
        free = write_scenario(self.instance, self.folder, draws)
        answer = self._answer(self._run("compare", free, threads))
        # Rounded down: a last digit above a limit, which an answer may have, is refused when it is stated.
        stated_money = np.floor(answer.money * 1e9) / 1e9
        fixed = write_scenario(self.instance, self.folder, draws, stated_money.tolist())
        searched, stated = [], []
        while len(searched) < TIMES and sum(run.seconds for run in searched) < PATIENCE:
            searched.append(timed(lambda: self._run("compare", free, threads))[1])
            stated.append(timed(lambda: self._run("compare", fixed, threads))[1])
        return Compared(answer, least(searched), least(stated))

    def optimise(self, draws: int) -> Took:
        """What `optimise` takes, which also says how far money can move: no option leaves that out."""
        free = write_scenario(self.instance, self.folder, draws)
        return timed(lambda: self._run("optimise", free, None, "--solved-draws", "0"))[1]

    def _run(self, command: str, scenario: Path, threads: int | None, *options: str) -> bytes:
        """Runs a command on a scenario, and hands back what it printed."""
        line = [self.binary, command, scenario, "--format", "json", "--quiet", *options]
        if threads is not None:
            line += ["--threads", str(threads)]
        return subprocess.run(line, stdout=subprocess.PIPE, check=True).stdout

    def _answer(self, printed: bytes) -> Answer:
        """What `compare` printed: today's split and the best."""
        today, best = json.loads(printed)["scenarios"]
        money = [best["programmes"][f"p{number}"] for number in range(len(self.instance.reference))]
        return Answer(
            money=np.array(money),
            harm=best["harm"]["mean"],
            harm_today=today["harm"]["mean"],
            lower=best["optimum"]["lower"],
        )
