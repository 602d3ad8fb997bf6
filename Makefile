# Every target does its own set-up: Python 3.11 or later with venv and pip is all that a machine needs.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input
# Two workers: the machine that this is run on has two cores.
WORKERS ?= 2

.PHONY: demo test quick growth lint types layers units gate checkers bench hostile docs lock format clean help

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: $(VENV)/.ready-run  ## read, check and write the two sample pages
	@$(BIN)/comity demo

test: lint types layers gate units  ## all that must hold: linter, types, layers, tests, accuracy

lint: $(VENV)/.ready-dev  ## the linter
	$(BIN)/ruff check .

types: $(VENV)/.ready-dev  ## the strict type check
	$(BIN)/mypy

layers: $(VENV)/.ready-dev  ## no room imports from above
	$(BIN)/lint-imports --no-cache

units: $(VENV)/.ready-dev  ## the tests, with the docstrings' examples
	$(BIN)/pytest -n $(WORKERS)

quick: $(VENV)/.ready-dev  ## the tests that take no long
	$(BIN)/pytest -n $(WORKERS) -m 'not slow and not growth'

growth: $(VENV)/.ready-dev  ## that time grows with the text and no faster, on a quiet machine
	$(BIN)/pytest -m growth

gate: $(VENV)/.ready-dev  ## the reader's accuracy against its floors
	$(BIN)/python tools/gate.py

# The Nu HTML checker (needs Java) and axe; the tests that use them are skipped where they are not.
CHECKERS := .checkers/node_modules
checkers: $(VENV)/.ready-dev  ## every page against an HTML checker and the rules of accessibility
	@test -d $(CHECKERS)/axe-core || npm install --silent --no-fund --no-audit --prefix .checkers vnu-jar axe-core
	COMITY_CHECKERS=$(CHECKERS) $(BIN)/pytest tests/writing/test_checkers.py

bench: $(VENV)/.ready-dev  ## speed against the budgets, next to spaCy's tokenizer
	$(BIN)/python bench/run.py

hostile: $(VENV)/.ready-dev  ## bombs, and 10,000 mutated files of each format
	$(BIN)/python bench/hostile.py

docs: $(VENV)/.ready-dev  ## run the documents' examples anew and write the reference pages
	$(BIN)/python tools/documents.py --update

format: $(VENV)/.ready-dev  ## put the imports in order and mend what the linter can
	$(BIN)/ruff check --fix .

# The two lists with hashes, from pyproject.toml. They name no index: pip's own setting decides.
COMPILE = $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-header --no-annotate --quiet
lock: $(VENV)/.ready-dev  ## pin what pyproject.toml asks for
	$(PIP) install uv
	$(COMPILE) pyproject.toml --group build -o requirements/run.txt
	$(COMPILE) pyproject.toml --group dev --extra data --extra documents --extra web --extra mcp -c requirements/run.txt -o requirements/dev.txt

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# The environment is made once and again only when a list or the project file changes.
$(VENV)/.ready-run: requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "Installing Comity into $(VENV) …"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready-dev: requirements/dev.txt $(VENV)/.ready-run
	@echo "Installing the tools for tests into $(VENV) …"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

clean:  ## remove the environment and what the tools left
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist demo-output
