"""`python -m fuzz`: runs the fuzzers for a while, or one input again."""

from __future__ import annotations

from pathlib import Path

import click

from fuzz.corpus import TOKENS, read_corpus
from fuzz.fuzzers import FUZZERS
from fuzz.run import Result, measure_cpu, run, try_one


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(list(FUZZERS)))
@click.option(
    "--minutes", type=click.FloatRange(0), default=1, show_default=True, help="Time of the processor for each."
)
@click.option("--first", default=0, show_default=True, help="Seed of the first input.")
@click.option("--seed", type=int, help="Try the input of this seed only.")
@click.option("--keep", type=click.Path(path_type=Path), help="Write that input to this folder.")
def main(names: tuple[str, ...], minutes: float, first: int, seed: int | None, keep: Path | None) -> None:
    """Run the fuzzers of these NAMES (default: all), and exit with status 1 if something does not hold."""
    notes = read_corpus()
    _echo(f"corpus: {len(notes)} notes, {sum(len(raw) for _, raw in notes):,} bytes, and {len(TOKENS)} tokens")
    failed = False
    for name in names or FUZZERS:
        if seed is not None:
            breaches = try_one(FUZZERS[name], seed, keep)
            _echo("\n".join(breaches) or "everything holds")
            failed |= bool(breaches)
            continue
        start = measure_cpu()
        result = run(FUZZERS[name], first, lambda _: measure_cpu() - start > minutes * 60, click.echo)  # noqa: B023
        _echo(describe(name, result, measure_cpu() - start))
        failed |= bool(result.breaches)
    raise SystemExit(failed)


def _echo(text: str) -> None:
    """Say something beside what the commands print."""
    click.echo(text, err=True)


def describe(name: str, result: Result, seconds: float) -> str:
    """Return what has been run, and how often what did not hold."""
    counted = "".join(f"\n  {len(seeds)} times: {breach}" for breach, seeds in result.breaches.items())
    return f"{name}: {result.inputs} inputs in {seconds / 60:.1f} minutes, {len(result.breaches)} breaches{counted}"


if __name__ == "__main__":
    main()
