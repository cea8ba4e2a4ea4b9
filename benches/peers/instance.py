"""The made-up instance that everything here solves, and the files that say it to `apportion`.

It is about as large as the one that the Rust benches run on: 40 programmes in four strands, an effect of each on one
of 10 threats, of one in four on a second. Curves are smooth, and every strength, harm and chance of working is
uncertain. No figure comes from real life.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROGRAMMES = 40
THREATS = 10
STRANDS = ("first", "second", "third", "fourth")
REACHING = ("exponential", "hyperbolic")
"""The families whose strength is a reach: the share of harm that unlimited money would remove."""
WORKS = 0.7
SEED = 1

NOTICE = "# Made up by benches/peers/instance.py to measure speed. No figure here comes from real life.\n"
GRADE = 'grade = "placeholder"\nsource = "Made up, to measure speed."\n'


@dataclass(frozen=True)
class Effect:
    """What a programme does to a threat: the curve, how its strength is stated, and the £m it is measured by."""

    programme: int
    threat: int
    family: str
    strength: str
    distribution: str
    scale: float

    def address(self, key: str) -> str:
        """The column of the exported draws that has one of its numbers."""
        return f"programme.p{self.programme}.t{self.threat}.{key}"


@dataclass(frozen=True)
class Instance:
    """Today's money by programme in £m, the most likely harm by threat in £m a year, and the effects."""

    reference: list[float]
    harm: list[float]
    effects: list[Effect]

    @property
    def total(self) -> float:
        """The budget: today's money."""
        return sum(self.reference)

    @property
    def most(self) -> list[float]:
        """The most that each programme can take."""
        return [5.0 * amount for amount in self.reference]


def build(seed: int = SEED) -> Instance:
    """The instance; the same for the same seed."""
    dice = random.Random(seed)
    harm = [round(dice.uniform(3_000.0, 20_000.0), 1) for _ in range(THREATS)]
    reference = [round(dice.uniform(10.0, 140.0), 1) for _ in range(PROGRAMMES)]
    effects = []
    for programme in range(PROGRAMMES):
        threats = [programme % THREATS]
        if programme % 4 == 0:
            threats.append((programme + 3) % THREATS)
        for threat in threats:
            scale = round(reference[programme] * dice.uniform(0.5, 3.0), 1)
            effects.append(Effect(programme, threat, *_curve(programme), scale))
    return Instance(reference, harm, effects)


def _curve(programme: int) -> tuple[str, str, str]:
    """A family of curves, how its strength is stated, and the strength's distribution."""
    reach = "{ uniform = { low = 0.005, high = 0.04 } }"
    a_return = "{ lognormal = { low = 0.25, high = 4, max = 4 } }"
    curves = (
        ("exponential", "reach", reach),
        ("exponential", "marginal_return", a_return),
        ("hyperbolic", "reach", reach),
        ("hyperbolic", "average_return", a_return),
        ("elasticity", "elasticity", "{ uniform = { low = 0.005, high = 0.03 } }"),
        ("elasticity", "marginal_return", a_return),
        ("log_linear", "rate", "{ normal = { mean = 0.01, sd = 0.015 } }"),
        ("log_linear", "marginal_return", a_return),
    )
    return curves[programme % len(curves)]


def write_evidence(instance: Instance, folder: Path) -> None:
    """Writes the evidence file into a folder."""
    (folder / "evidence.toml").write_text(NOTICE + "\n".join(_evidence(instance)), encoding="utf-8")


def write_scenario(instance: Instance, folder: Path, draws: int, amounts: list[float] | None = None) -> Path:
    """Writes a scenario on it: today's budget, free to go anywhere, or these amounts in £m."""
    name = f"{'free' if amounts is None else 'fixed'}-{draws}"
    within = "best" if amounts is None else "fixed"
    lines = [
        f'{NOTICE}\n[scenario]\nname = "Made up: {name}"\nevidence = "evidence.toml"\n',
        f"[budget]\ntotal = {instance.total!r}\n",
        f"[simulation]\ndraws = {draws}\nseed = {SEED}\n",
        f'[allocate]\nwithin = "{within}"\n',
    ]
    if amounts is not None:
        lines.append("[allocate.amounts]")
        lines.extend(f"p{programme} = {amount!r}" for programme, amount in enumerate(amounts))
    path = folder / f"{name}.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _evidence(instance: Instance) -> Iterator[str]:
    """The evidence, table by table."""
    strands = ", ".join(f'"{strand}"' for strand in STRANDS)
    yield f'[evidence]\nname = "Made up, to measure speed"\nstrands = [{strands}]\nprice_year = "none"\n'
    for threat, mode in enumerate(instance.harm):
        spread = f"{{ pert = {{ low = {0.8 * mode!r}, mode = {mode!r}, high = {1.2 * mode!r} }} }}"
        yield f'[[threat]]\nid = "t{threat}"\nname = "Threat {threat}"\nharm = {spread}\n{GRADE}'
    for programme, (reference, most) in enumerate(zip(instance.reference, instance.most, strict=True)):
        yield (
            f'[[programme]]\nid = "p{programme}"\nname = "Programme {programme}"\n'
            f'strand = "{STRANDS[programme % len(STRANDS)]}"\nreference = {reference!r}\nmax = {most!r}\n{GRADE}'
        )
        yield from (_effect(effect) for effect in instance.effects if effect.programme == programme)


def _effect(effect: Effect) -> str:
    """One effect of a programme."""
    scale = "half_spend" if effect.family in REACHING else "scale"
    curve = f"{effect.strength} = {effect.distribution}, {scale} = {effect.scale!r}"
    return (
        f'[[programme.effect]]\nthreat = "t{effect.threat}"\nworks = {WORKS}\n'
        f"curve = {{ {effect.family} = {{ {curve} }} }}\n{GRADE}"
    )
