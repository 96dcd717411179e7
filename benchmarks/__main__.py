"""Run every benchmark and print its ratios (`make bench`)."""

from benchmarks import exploring, grading, start, turns


def main() -> None:
    for module in (turns, exploring, grading, start):
        module.run()


main()
