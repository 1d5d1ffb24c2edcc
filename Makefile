# Two commands do everything: `make run` and `make test`. `make help` prints the rest.
PYTHON ?= python3
PORT ?= 8000
# Which tests: all but the long walks of the house, which CI makes.
TESTS ?= -m "not thorough"
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
# The lock files name everything, so nothing is resolved; Python compiles what it imports, not all that there is.
QUICKLY := -q --disable-pip-version-check --no-deps --no-compile --require-hashes
# What was compiled is kept, whatever the shell says: three processes of the suite would else compile the same again.
unexport PYTHONDONTWRITEBYTECODE
CATALOGUES := $(wildcard locale/*/LC_MESSAGES/django.po)

.PHONY: help run test check messages bench bench-growth bench-deadline demo-fresh pictures format browser-test clean
.DEFAULT_GOAL := help

help: ## print this manual
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: $(VENV)/.runtime $(CATALOGUES:.po=.mo) ## install, migrate, tell the demo story once, serve on http://localhost:$(PORT)
	@BASE_URL=http://localhost:$(PORT) DEMO=1 $(MANAGE) run --port $(PORT)

test: $(VENV)/.test $(CATALOGUES:.po=.mo) ## the whole test suite
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(TESTS)

check: $(VENV)/.dev $(CATALOGUES:.po=.mo) ## everything CI asks of the code: format, lint, types, contracts, migrations, translations, deploy, licences
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m config.gates

browser-test: $(VENV)/.e2e $(CATALOGUES:.po=.mo) ## the browser tests (needs Chromium)
	@$(BIN)/python -m pytest -m browser tests/browser

messages: $(VENV)/.runtime ## collect the strings to translate (needs gettext: apt-get install gettext)
	@command -v xgettext >/dev/null || { echo "gettext is missing; on Debian: apt-get install gettext"; exit 1; }
	@$(MANAGE) makemessages

bench: $(VENV)/.test $(CATALOGUES:.po=.mo) ## measure speed and print the table (PostgreSQL with DATABASE_URL, otherwise SQLite)
	@$(BIN)/python -m benchmarks

bench-growth: $(VENV)/.test $(CATALOGUES:.po=.mo) ## 1,000 and 100,000 applications: what their list and one of them cost
	@$(BIN)/python -m benchmarks.growth

bench-deadline: $(VENV)/.test $(CATALOGUES:.po=.mo) ## 500 submissions in the last minute before a deadline (needs PostgreSQL in DATABASE_URL)
	@$(BIN)/python -m benchmarks.deadline

demo-fresh: $(VENV)/.runtime $(CATALOGUES:.po=.mo) ## put the database aside and tell the demo story anew, from today
	@BASE_URL=http://localhost:$(PORT) DEMO=1 $(MANAGE) demo --fresh

pictures: $(VENV)/.e2e $(CATALOGUES:.po=.mo) ## take the pictures in docs/images (needs Chromium)
	@PYTHONPATH=. $(BIN)/python docs/pictures.py

format: $(VENV)/.dev ## put the code in its one format
	@$(BIN)/ruff format -q . && $(BIN)/ruff check -q --fix .

clean: ## remove what the other targets made, but not the data in var/
	@rm -rf $(VENV) .ruff_cache .mypy_cache .pytest_cache locale/*/LC_MESSAGES/*.mo

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; try: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements/runtime.txt | $(VENV)/bin/python
	@echo "Installing what the product stands on (once) …"
	@$(BIN)/python -m pip install $(QUICKLY) -r $<
	@touch $@

$(VENV)/.test: requirements/test.txt | $(VENV)/bin/python
	@echo "Installing what the tests need (once) …"
	@$(BIN)/python -m pip install $(QUICKLY) -r $<
	@touch $@ $(VENV)/.runtime

$(VENV)/.dev: requirements/dev.txt | $(VENV)/bin/python
	@echo "Installing what the checks need (once) …"
	@$(BIN)/python -m pip install $(QUICKLY) -r $<
	@touch $@ $(VENV)/.test $(VENV)/.runtime

$(VENV)/.e2e: requirements/e2e.txt | $(VENV)/bin/python
	@$(BIN)/python -m pip install $(QUICKLY) -r $<
	@touch $@ $(VENV)/.dev $(VENV)/.test $(VENV)/.runtime

%.mo: %.po $(VENV)/.runtime
	@$(BIN)/pybabel -q compile -i $< -o $@
