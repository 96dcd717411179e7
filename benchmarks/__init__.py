"""Measurements: ratios between neighbours in one run. Never asserted in tests; figures go to docs/benchmarks.md."""
