# Targets for people and for CI alike; `make help` lists them.

PORT ?= 8501
HOST ?= localhost
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	2>/dev/null && echo $$name && break; done)

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
CODE := pipeline viewer tests scripts dashboard.py

.PHONY: help run test check style data bench pictures chromium postgresql clean
.DEFAULT_GOAL := help

help: ## List the targets.
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-9s %s\n", $$1, $$2}' Makefile

run: $(RUNTIME) data/timeline/timeline.parquet ## Open the dashboard on http://localhost:8501 (HOST=, PORT=).
	$(BIN)/python -m streamlit run dashboard.py --server.address=$(HOST) --server.port=$(PORT)

test: style chromium postgresql ## Run every check and every test.
	$(BIN)/python -m pytest
	$(BIN)/node --test tests/unit/*/*.test.js

check: style ## Style, types, layers, and whether data/timeline is up to date; no browser.
	$(BIN)/python -m pytest --quiet tests/golden/test_timeline_reproducible.py

style: $(DEV)
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports

data: $(RUNTIME) ## Build data/timeline from data/articles.
	$(BIN)/python -m pipeline run data/articles --output data/timeline

bench: $(DEV) ## Print how fast the work is, beside a yardstick (PARTS="server scale": these alone).
	$(BIN)/python -m tests.benchmarks $(PARTS)

pictures: $(DEV) chromium ## Make the pictures of docs/pictures anew.
	$(BIN)/python -m scripts.make_pictures

chromium: $(DEV)
	@sh scripts/bring_chromium.sh $(BIN)/python

postgresql:
	@sh scripts/bring_postgresql.sh

clean: ## Remove the environment and everything else that git ignores.
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis out \
		tests/e2e/artefacts data/timeline/run.json
	find pipeline viewer tests scripts -name __pycache__ -prune -exec rm -rf {} +

data/timeline/timeline.parquet: | $(RUNTIME)
	$(BIN)/python -m pipeline run data/articles --output data/timeline

$(RUNTIME): requirements.txt
	@test -n "$(PYTHON)" || { \
		echo "no Python 3.11, 3.12 or 3.13 found; install one, or name it: make PYTHON=..." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing requirements.txt into $(VENV) (about two minutes the first time)"
	$(INSTALL) -r requirements.txt
	@touch $@

$(DEV): requirements-dev.txt $(RUNTIME)
	$(INSTALL) -r requirements-dev.txt
	@touch $@
