# Everything a person does here, as one word. `make help` lists the words.
.DEFAULT_GOAL := help
SHELL := /bin/sh

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
SIZE ?= 1
NAMES ?=
WEB_SOURCES := $(shell find app/web -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)

.PHONY: help
help: ## List what can be made
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/.python:
	@test -n "$(PYTHON)" || { echo "bn-assess needs Python 3.11 or newer: install it, or name it with make PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.installed: .venv/.python requirements/run.lock pyproject.toml hatch_build.py
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.lock
	$(BIN)/python hatch_build.py
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.tested: .venv/.installed requirements/test.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/test.lock
	@touch $@

app/web/dist/.digest: .venv/.installed $(WEB_SOURCES)
	$(BIN)/python hatch_build.py
	@touch $@

.PHONY: install
install: .venv/.installed app/web/dist/.digest ## Set up .venv and build the web client, nothing more

.PHONY: run
run: install ## Serve API, web client and grader on 127.0.0.1:8000 with a demo assessment
	@BN_ASSESS_ENVIRONMENT=development exec $(BIN)/bn-assess serve --demo

.PHONY: browser
browser: .venv/.tested
	@$(BIN)/python -m tests.browser.install

.PHONY: check
check: .venv/.tested ## Formatting, lint, types, import contracts, fast tests: seconds, for every commit
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python hatch_build.py check
	$(BIN)/pytest -q -n 2 tests/grader tests/question_bank --ignore tests/grader/sandbox

.PHONY: test
test: install .venv/.tested browser ## Everything: style, types, unit, both databases, migrations, journeys, browser
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python hatch_build.py check
	$(BIN)/pytest -n 2

.venv-oracle/.installed: .venv/.tested requirements/test.lock requirements/oracle.txt
	@test -d .venv-oracle || $(BIN)/python -m venv .venv-oracle
	.venv-oracle/bin/python -m pip install --quiet --require-hashes -r requirements/test.lock
	.venv-oracle/bin/python -m pip install --quiet -r requirements/oracle.txt
	.venv-oracle/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.PHONY: oracle
oracle: .venv-oracle/.installed ## Check kernels and verdicts against PyTorch (installs a CPU build of torch beside)
	.venv-oracle/bin/python -m pytest -q tests/oracle

.PHONY: campaign
campaign: .venv-oracle/.installed ## Long campaigns (crash, fuzz, mutation); SIZE=0.1 runs a tenth
	SIZE=$(SIZE) .venv-oracle/bin/python -m tests.campaign $(NAMES)

.PHONY: bench
bench: .venv/.tested ## Print every claim about speed as ratios measured in one run
	$(BIN)/python -m benchmarks

.PHONY: format
format: .venv/.tested ## Format and fix what can be fixed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.PHONY: lock
lock: .venv/.tested ## Write the hash-locked requirements anew
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header -q --extra build pyproject.toml -o requirements/run.lock
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header -q --extra build --extra test -c requirements/run.lock pyproject.toml -o requirements/test.lock

.PHONY: clean
clean: ## Remove what was made, but never var/ (your data)
	rm -rf .venv .venv-oracle app/web/dist app/web/node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
