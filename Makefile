# make report   the mid-term evaluation of xk-2022-2024, in three languages, below outputs/
# make reports  every report of both cycles, in three languages, below outputs/
# make test     lint and the whole test suite
# make methods  every formula with a worked example, as outputs/methods/methods.html
# Each target sets up .venv on first use, and again when requirements.lock changes.

SHELL  := bash
PYTHON ?= python3
JOBS   ?= 2
REQUEST ?= params/xk-2022-2024/mid-term.yml

VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

# An environment knows its own folder, so the stamps name it: a moved or copied checkout is set up anew.
PLACE  := $(shell printf '%s' "$(CURDIR)" | cksum | cut -d' ' -f1)
LOCKED := $(VENV)/.locked-$(PLACE)
READY  := $(VENV)/.ready-$(PLACE)
PIP    := $(BIN)/python -m pip --disable-pip-version-check --no-input

.PHONY: report reports methods test lint bench lock clean
.DELETE_ON_ERROR:

report: $(READY)
	@$(BIN)/napeval report $(REQUEST)

reports: $(READY)
	@$(BIN)/napeval report params

methods: $(READY)
	@$(BIN)/python scripts/methods_page.py

test: lint
	@$(BIN)/python -m pytest -n $(JOBS)

lint: $(READY)
	@$(BIN)/python -m ruff check lib tests scripts
	@$(BIN)/python -m mypy

bench: $(READY)
	@$(BIN)/python -m pytest tests/benchmarks -o python_files='bench_*.py' -p no:xdist -s

lock: $(READY)
	@$(BIN)/python scripts/lock.py

clean:
	rm -rf outputs build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find lib tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps are touched last, so a set-up that failed half way starts afresh the next time.
$(LOCKED): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "napeval needs Python 3.11 or newer, and this is " \
		+ sys.version.split()[0] + "; name another one: make PYTHON=python3.12")'
	@echo "Setting up $(VENV), about 1.2 GB on disk; of the packages, the large ones are named as they come:"
	@$(PYTHON) -m venv --clear $(VENV)
	@set -o pipefail; \
	$(PIP) install --progress-bar off --require-hashes --only-binary :all: -r requirements.lock \
	| awk '/^ +(Downloading|Using cached) .* MB\)/ { print; fflush() } \
	       /^Installing collected/ { print "  Installing", NF - 3, "packages ..."; fflush() }'
	@touch $@

$(READY): $(LOCKED) pyproject.toml
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -qq lib || true  # a fault in the code is for lint to name, not for the set-up
	@echo "$(VENV) is ready."
	@touch $@
