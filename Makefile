# Needs nothing but make, a Python (3.11 or newer) with its venv module, and package installation.
PYTHON ?= $(shell for name in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	$$name -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
VENV := .venv
BIN := $(VENV)/bin
RUN_LOCK := requirements/run.lock
SERVER_LOCK := requirements/server.lock
LOCK := requirements/dev.lock
# Each is touched once its lock is installed, so that a half-made environment is finished and a changed lock installed.
RUNS := $(VENV)/.runs
READY := $(VENV)/.ready
COMPILE = $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	--quiet pyproject.toml
INSTALL := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes

.PHONY: run test check index bench wheels transcripts lock clean

run: $(RUNS)
	@$(BIN)/python -m bot run

test: $(READY) index
	$(BIN)/python -m pytest -n 2

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m bot check

# Teaches the search the questions of the articles, once; the bot does it by itself at its first start.
index: $(READY)
	$(BIN)/python -m content.search .learned/questions.npz

bench: $(READY)
	$(BIN)/python -m bench

# Proves from the lock, by downloading alone, that the bot installs on every platform and Python that it is made for.
wheels: $(READY)
	$(BIN)/python -m bench.wheels

# Renews what is drawn and talked in docs/.
transcripts: $(READY)
	$(BIN)/python -m bot flows > docs/flows.md
	$(BIN)/python -m bot.commands.transcripts

# Re-pins every dependency, with hashes and without the address of any registry.
lock: $(READY)
	$(BIN)/python -m pip install --quiet uv
	$(COMPILE) --output-file $(RUN_LOCK)
	$(COMPILE) --extra all --output-file $(SERVER_LOCK)
	$(COMPILE) --extra all --extra dev --output-file $(LOCK)

# What is enough to run; where the developers' packages are installed they are enough too.
$(RUNS): $(RUN_LOCK)
	@$(MAKE) --no-print-directory $(VENV)/pyvenv.ok
	@test $(READY) -nt $(RUN_LOCK) || $(INSTALL) -r $(RUN_LOCK)
	@touch $@

$(READY): $(LOCK)
	@$(MAKE) --no-print-directory $(VENV)/pyvenv.ok
	@$(INSTALL) -r $(LOCK)
	@touch $@

# An environment in which pip does not answer was left half-made, and is made anew.
.PHONY: $(VENV)/pyvenv.ok
$(VENV)/pyvenv.ok:
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { \
		test -n "$(PYTHON)" || { echo "No Python 3.11 or newer with its venv module was found. Install one, for example" \
			"\"sudo apt install python3 python3-venv\", \"brew install python\" or python.org's." >&2; exit 1; }; \
		rm -rf $(VENV)/* $(VENV)/.runs $(VENV)/.ready && $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV)/*; exit 1; }; }

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
