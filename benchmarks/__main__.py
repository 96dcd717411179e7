"""Run every benchmark and print its ratios (`make bench`)."""

from benchmarks import desks, exploring, faults, grading, linting, start, turns


def main() -> None:
    for module in (turns, exploring, grading, linting, faults, desks, start):
        module.run()


main()
