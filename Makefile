# Two commands: `make demo` shows the portal, `make test` proves it. Both make their own environment from uv.lock.

SHELL := /bin/sh
export UV_PROJECT_ENVIRONMENT := .venv
# The demo and the tests start many Python programs. Without compiled files each would compile Django and the libraries anew.
unexport PYTHONDONTWRITEBYTECODE
# A pyenv shim called uv may exist without working: what counts is that it answers.
UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo .tools/bin/uv)
PYTHON := .venv/bin/python
WORKERS ?= 2

.PHONY: demo test test-all check format bench shell clean

demo: .venv/ready
	@$(PYTHON) manage.py demo

# The tests of one file stay together: they share what that file makes once. In their own order the files of a few long
# tests do not come last, where one worker would wait for the other.
PYTEST := $(PYTHON) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

test: .venv/ready
	$(PYTEST)

test-all: .venv/ready
	WHOLE_MATRIX=1 $(PYTEST)

check: .venv/ready
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	$(PYTHON) manage.py check_templates
	.venv/bin/djlint templates --lint --quiet
	.venv/bin/mypy portal projects funding
	$(PYTHON) manage.py makemigrations --check --dry-run

format: .venv/ready
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

# Minutes, the whole machine, and the network: peers are installed into an environment that is thrown away.
bench: .venv/ready
	@$(PYTHON) -m tests.benchmarks.measured --write README.md
	@$(PYTHON) -m tests.benchmarks.taken_away --write README.md

shell: .venv/ready
	@$(PYTHON) manage.py shell

# As root under a folder that only root can enter, the database's files are elsewhere (portal/embedded_place.py).
clean:
	@if [ -f var/embedded/elsewhere ]; then rm -rf -- "$$(cat var/embedded/elsewhere)"; fi
	rm -rf .venv .tools var .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find projects funding portal tests -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/ready: uv.lock pyproject.toml .python-version $(filter .tools/bin/uv,$(UV))
	@echo "making the environment from uv.lock"
	@$(UV) sync --frozen --quiet
	@touch $@

.tools/bin/uv:
	@echo "uv is not here: installing it into .tools"
	@command -v python3 >/dev/null || { echo "Python 3 is needed to get uv: install one of the two and try again."; exit 1; }
	@{ python3 -m venv .tools >/dev/null 2>&1 && .tools/bin/python -m pip install --quiet uv; } \
	  || { rm -rf .tools; python3 -m pip install --quiet --target .tools uv; } \
	  || { echo "Neither venv nor pip works with this python3: install uv (https://docs.astral.sh/uv/) and try again."; exit 1; }
	@test -x .tools/bin/uv
