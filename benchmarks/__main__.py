"""Run every benchmark and print its ratios (`make bench`)."""

from benchmarks import grading, start, turns


def main() -> None:
    for module in (turns, grading, start):
        module.run()


main()
