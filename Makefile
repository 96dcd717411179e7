# Everything from a bare python3 with pip. `make run` starts the program, `make test` proves it.
UV := $(shell command -v uv 2>/dev/null || echo python3 -m uv)
RUN := $(UV) run --no-sync

.PHONY: run test check format lint types contracts texts mutation reference bench ready wheel screenshot

run: ready  ## start the program
	@$(RUN) minwon

ready:  ## install uv if it is missing, and everything the program needs
	@command -v uv >/dev/null 2>&1 || python3 -m uv --version >/dev/null 2>&1 || python3 -m pip install --quiet uv \
	  || python3 -m pip install --quiet --user --break-system-packages uv
	@$(UV) sync --quiet

test: ready  ## all tests
	@$(RUN) pytest

check: ready format lint types contracts test  ## what has to hold before a commit

format: ready
	@$(RUN) ruff format .

lint: ready
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .

types: ready
	@$(RUN) mypy

contracts: ready
	@$(RUN) lint-imports

mutation: ready  ## whatever is taken from a rule, some row of its proof table has to fail
	@$(RUN) python -m tests.scoring.mutation

texts: ready  ## compile the message catalogues after editing a .po file
	@$(RUN) pybabel compile --directory simulator/texts/locale --domain minwon
	@$(RUN) pybabel compile --directory simulator/texts/locale --domain click

reference: ready  ## docs/manual, made from the manual and its proof tables (no agency's own overlay); docs/diagnostics
	@MINWON_LANG=ko MINWON_CONFIG=/nonexistent $(RUN) minwon manual --pages docs/manual
	@$(RUN) python -m tests.scoring.matrix
	@$(RUN) python -m tests.dialogues.diagnostic_docs
	@$(RUN) python -m tests.simulator.records.access_docs
	@MINWON_LANG=ko MINWON_CONFIG=/nonexistent $(RUN) minwon scenarios --page docs/library.md

bench: ready  ## ratios beside a bare machine, a YAML loader and the smallest app, and eight faults beside ink
	@$(RUN) python -m benchmarks

wheel: ready
	@$(UV) build --wheel --out-dir dist

screenshot: ready  ## the picture in the README, made from the program
	@$(RUN) python docs/pictures/make.py
