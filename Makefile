# 一格通: everything a newcomer or CI runs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8080
FRESH ?=
MINUTES ?= 20

# The command `yigetong` inside the environment, pointing at this folder: no build step, nothing to download.
define LINK
import pathlib, sys, sysconfig
pathlib.Path(sysconfig.get_path("purelib"), "yigetong.pth").write_text("$(CURDIR)\n")
command = pathlib.Path(sysconfig.get_path("scripts"), "yigetong")
command.write_text(f"#!{sys.executable}\nfrom bot.cli import main\nmain()\n")
command.chmod(0o755)
endef
export LINK

.PHONY: demo test bench lint lock clean

demo: $(VENV)/.ready
	@$(BIN)/python -m bot demo --port $(PORT) $(if $(FRESH),--fresh)

test: $(VENV)/.ready-dev lint
	@$(BIN)/python -m pytest -q -n auto --dist loadgroup

lint: $(VENV)/.ready-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/mypy
	@$(BIN)/python -m bot rules check

bench: $(VENV)/.ready-dev
	@$(BIN)/python -m tests.bench

# The lock files name versions and hashes, never an index.
lock: $(VENV)/.ready-dev
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra dev pyproject.toml -o requirements-dev.lock

$(VENV)/.ready: requirements.lock
	@echo "Setting up (once, about a minute) ..."
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -c "$$LINK"
	@touch $@

$(VENV)/.ready-dev: requirements-dev.lock
	@echo "Setting up for tests (once, about a minute) ..."
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/python -c "$$LINK"
	@touch $@ $(VENV)/.ready

clean:
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .hypothesis
