# `make` prints the targets. Each sets up what it needs by itself, once: .venv from the hashed lock files, and what
# pip cannot bring (PostgreSQL, wrk, buildah) from the system's packages.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
# Of `make test`, on two cores: half of the tests' time is waiting. A test that hangs ends the run, with its name and stack.
PROCESSES ?= 3
SPREAD := -n $(PROCESSES) --dist loadgroup --max-worker-restart 0 \
	-o faulthandler_timeout=300 -o faulthandler_exit_on_timeout=true
VENV := .venv
BIN := $(VENV)/bin
# A machine may have pip and no ensurepip (Debian without python3-venv): then its pip fills the environment from outside.
pip_of = $$(test -x $(1)/bin/pip && echo $(1)/bin/pip || echo $(PYTHON) -m pip --python $(1)/bin/python) --disable-pip-version-check
PIP = $(call pip_of,$(VENV))
RUNTIME := $(VENV)/.runtime-installed
DEV := $(VENV)/.dev-installed
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --no-config --generate-hashes --allow-unsafe \
	--strip-extras --no-annotate --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-build-isolation
TRAINERS := .venv-trainers
TRAINERS_PIP = $(call pip_of,$(TRAINERS))
TRAINERS_INSTALLED := $(TRAINERS)/.installed
# The official clients of the providers, for tests/sdks: what they need would change ours.
SDKS := .venv-sdks
SDKS_INSTALLED := $(SDKS)/.installed

.PHONY: help demo run test test-long test-sdks test-trainers check lint mutants bench image-test reporter lock setup clean
.DEFAULT_GOAL := help

help:
	@echo "make demo        a simulated provider plays jobs through the whole path (ONCE=1: and exits 0 if all of it happened)"
	@echo "make run         the service on your own keys: set up in the browser, or by tunewatch.toml"
	@echo "make test        all tests (ARGS='tests/unit -k webhook' for some)"
	@echo "make test-long   what takes minutes: ten of them without a database, 100,000 hostile requests, the demo half broken"
	@echo "make test-sdks   the simulated providers against the official clients (part of make test)"
	@echo "make test-trainers  real trainings under the reporter, watched by the real service (brings torch: see README)"
	@echo "make check       what CI asks: format, lint, types, tests"
	@echo "make mutants     changes one line at a time of what decides; does a unit test see it? (ONLY=retry for some)"
	@echo "make bench       the benchmarks (ONLY=ingest for one)"
	@echo "make image-test  builds the container image without Docker, runs it and sends it a webhook"
	@echo "make reporter    builds service/reporter/reporter.py from its parts"
	@echo "make lock        resolves requirements/*.lock anew"

demo: $(RUNTIME)
	$(BIN)/tunewatch demo $(if $(ONCE),--once)

run: $(RUNTIME)
	$(BIN)/tunewatch up --data-dir data

test: $(DEV) $(if $(ARGS),,test-sdks)
	@.ci/packages postgresql wrk chromium
	$(BIN)/pytest $(if $(ARGS),$(ARGS),$(SPREAD))

test-long: $(DEV)
	@.ci/packages postgresql
	$(BIN)/pytest -m long -o faulthandler_timeout=1200

test-sdks: $(SDKS_INSTALLED)
	$(SDKS)/bin/python -m pytest -c tests/sdks/pytest.ini tests/sdks

test-trainers: $(RUNTIME) $(TRAINERS_INSTALLED)
	@.ci/packages curl
	$(TRAINERS)/bin/python -m pytest -c tests/trainers/pytest.ini tests/trainers

check: lint test

lint: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

mutants: $(DEV)
	$(BIN)/python -m tests.mutants $(ONLY)

bench: $(DEV)
	@.ci/packages postgresql wrk
	$(BIN)/python -m tests.benchmarks $(ONLY)

image-test:
	@.ci/packages buildah debootstrap
	$(PYTHON) tests/image/run.py

reporter: $(RUNTIME)
	$(BIN)/python -m service.reporter.build

lock: $(DEV)
	$(COMPILE) $(ARGS) --output-file requirements/runtime.lock pyproject.toml requirements/extra.in
	$(COMPILE) $(ARGS) --extra test --constraint requirements/runtime.lock --output-file requirements/dev.lock \
		pyproject.toml requirements/extra.in
	$(BIN)/uv pip compile --quiet --no-deps --generate-hashes --no-header --no-annotate --no-emit-index-url \
		--python-version 3.11 --output-file requirements/sdks.lock requirements/sdks.in

setup: $(DEV)

clean:
	rm -rf $(VENV) $(SDKS) $(TRAINERS) build dist *.egg-info

$(RUNTIME): requirements/runtime.lock pyproject.toml
	@echo "Setting up $(VENV) (once)"
	@test -x $(BIN)/pip || .ci/venv "$(PYTHON)" $(VENV)
	@$(PIP) install --quiet --require-hashes --requirement requirements/runtime.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements/dev.lock $(RUNTIME)
	@echo "Setting up the development tools in $(VENV) (once)"
	@$(PIP) install --quiet --require-hashes --requirement requirements/dev.lock
	@touch $@

$(TRAINERS_INSTALLED): requirements/trainers.lock requirements/trainers.in
	@echo "Setting up torch, transformers and TRL in $(TRAINERS) (once)"
	@test -x $(TRAINERS)/bin/python || .ci/venv "$(PYTHON)" $(TRAINERS)
	@$(TRAINERS_PIP) install --quiet --require-hashes --no-deps --requirement requirements/trainers.lock
	@$(TRAINERS_PIP) install --quiet --requirement requirements/trainers.in
	@touch $@

$(SDKS_INSTALLED): requirements/sdks.lock
	@echo "Setting up the providers' official clients in $(SDKS) (once)"
	@test -x $(SDKS)/bin/python || .ci/venv "$(PYTHON)" $(SDKS)
	@$(call pip_of,$(SDKS)) install --quiet --require-hashes --no-deps --requirement requirements/sdks.lock
	@touch $@
