# 一格通: everything a newcomer or CI runs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8080
FRESH ?=
MINUTES ?= 20
TEST ?= test_kills_at_random_moments

# Hundreds of processes start here: what is compiled once need not be compiled by each.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup demo test tests samples prove bench soak fuzz lint lock pictures clean

setup: $(VENV)/.ready

demo: $(VENV)/.ready
	@$(BIN)/python -m bot demo --port $(PORT) $(if $(FRESH),--fresh)

# One after the other they would leave a core idle. What the samples say comes last, where it is seen.
test: $(VENV)/.ready-dev
	@$(MAKE) --no-print-directory -j 2 lint tests COLD=--cache-dir=/dev/null
	@cat $(VENV)/samples.txt

# Tests wait more than they work: five processes keep two cores busy.
tests: $(VENV)/.ready-dev
	@SAMPLES_TO=$(VENV)/samples.txt $(BIN)/python -m pytest -q -n 5

samples: $(VENV)/.ready-dev
	@echo; echo "routing_rules/samples/held_out:"; $(BIN)/python -m bot rules eval --most 12 routing_rules/samples/held_out/*.jsonl
	@echo; echo "routing_rules/samples:"; $(BIN)/python -m bot rules eval --most 0 routing_rules/samples/*.jsonl

# One line of what we promise: make prove TEST=test_kills_at_random_moments
prove: $(VENV)/.ready-dev
	@$(BIN)/python -m pytest -q -n 4 -k "$(TEST)"

# Whoever runs it again and again gains by what mypy keeps; in a fresh copy nobody reads what takes long to write.
lint: $(VENV)/.ready-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/mypy $(if $(wildcard .mypy_cache),,$(COLD))
	@$(BIN)/python -m bot rules check

bench: $(VENV)/.ready-dev
	@LONG=1 CROWD_STEPS=100000 $(BIN)/python -m pytest -q -n 4 tests/property tests/crash
	@$(BIN)/python -m tests.bench
	@$(BIN)/python -m tests.bench.several --minutes 5 --every 20 --rate 2
	@$(BIN)/python -m tests.bench.figures

# Everything goes wrong at once, for so many minutes; one page in the end.
soak: $(VENV)/.ready-dev
	@$(BIN)/python -m tests.bench.soak --minutes $(MINUTES)

# 102,000 mutated updates; an hour or two.
fuzz: $(VENV)/.ready-dev
	@FUZZ=250 $(BIN)/python -m pytest -q -n 0 --timeout 0 tests/security/test_fuzz.py

# Screenshots of the README, from the running demo.
pictures: $(VENV)/.ready-dev
	@$(BIN)/python -m tests.browser.pictures

# The lock files name versions and hashes, never an index.
lock: $(VENV)/.ready-dev
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra postgres pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra postgres --extra fit --extra fast --extra dev pyproject.toml -o requirements-dev.lock
	@echo uv | $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header - -o tools/installer.lock

$(VENV)/.ready: requirements.lock tools/installer.lock
	@$(PYTHON) tools/set_up.py $(VENV) $<
	@touch $@

$(VENV)/.ready-dev: requirements-dev.lock tools/installer.lock
	@$(PYTHON) tools/set_up.py $(VENV) $<
	@touch $@ $(VENV)/.ready

clean:
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .hypothesis
