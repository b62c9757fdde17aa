# Every target sets up .venv by itself with the Python that is there (3.11 or newer).
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.DEFAULT_GOAL := help
.PHONY: prove bench-feeds help install demo run serve test lint docs judge-score bench-extract prove-kills prove-60-days prove-watch prove-docker

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "csto-monitor needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python's venv module is missing (Debian: apt-get install python3-venv)"; exit 1; }
	@echo "Installing into .venv (a minute or two) ..."
	@$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1" 2>&1 | grep -v '^WARNING' || true
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable . --group dev
	@touch $(STAMP)

install: $(STAMP) ## Set up .venv and nothing else

demo: $(STAMP) ## Watch four bundled news sites once; says where feeds and page lie
	@$(BIN)/csto-monitor demo --once

run: $(STAMP) ## One pass over the sources of config.yaml that are due
	@$(BIN)/csto-monitor run

serve: $(STAMP) ## Serve feeds and page at http://127.0.0.1:8080/
	@$(BIN)/csto-monitor serve

test: $(STAMP) ## All tests (about four minutes)
	@$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(STAMP) ## ruff, mypy, import-linter
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

prove: $(STAMP) ## The long proofs: kills, simulated days, keeping for years (some minutes)
	@$(BIN)/python -m pytest -n auto --dist loadfile -m proof

bench-extract: $(STAMP) ## F1, titles, dates, charsets and speed of article reading against pinned figures
	@$(BIN)/python tests/bench_extract.py

judge-score: $(STAMP) ## Precision and recall of the judge on the labelled texts
	@$(BIN)/python tests/judge_score.py

prove-kills: $(STAMP) ## kill -9 a run at twenty random moments (three minutes)
	@cd tests/program && PYTHONPATH=.. ../../$(BIN)/python kills.py 20

docs: $(STAMP) ## Write the pages of docs/ that come from config.yaml and topics/csto.yaml again
	@$(BIN)/python -m monitor.source_table
	@$(BIN)/python -m monitor.configuration_page > docs/configuration.md
	@$(BIN)/python -m monitor.forms_page > docs/case-forms.md

prove-60-days: $(STAMP) ## Sixty days under a false clock: outages, edits, a restored backup (some minutes)
	@cd tests/program && ../../$(BIN)/python simulation.py 60

bench-feeds: $(STAMP) ## What publishing costs on 10,000 archived statements (a minute)
	@$(BIN)/python tests/feeds_bench.py

prove-watch: $(STAMP) ## A day of watch in minutes: kills, a closed laptop, hands on the lock (six minutes)
	@cd tests/program && ../../$(BIN)/python watching.py 96

prove-docker: $(STAMP) ## The Dockerfile's steps without Docker, as its user; needs root and the internet
	@$(BIN)/python tests/program/dockerfile_steps.py
