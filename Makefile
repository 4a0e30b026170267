# Needs nothing but make, python3 (3.11 or newer) and package installation.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements/dev.lock
READY := $(VENV)/.ready

.PHONY: run test check index bench transcripts lock clean

run: $(READY)
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

# Renews what is drawn and talked in docs/.
transcripts: $(READY)
	$(BIN)/python -m bot flows > docs/flows.md
	$(BIN)/python -m bot.commands.transcripts

# Re-pins every dependency, with hashes and without the address of any registry.
lock: $(READY)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--quiet pyproject.toml --extra sentry --output-file requirements/run.lock
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--quiet pyproject.toml --extra dev --extra sentry --output-file $(LOCK)

$(READY): $(LOCK)
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r $(LOCK)
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
