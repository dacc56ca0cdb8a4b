# `make build` makes everything, `make check` is for every save, `make test` tests everything.
# Each sets itself up in .venv the first time and re-uses it after.
PYTHON ?= python3
VENV   := .venv
RUN    := $(VENV)/bin/python
# Compiled modules are kept even where the environment says otherwise: each command of the tests would compile all again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: build check test coverage static validate serve bench tools clean

build: $(VENV)/.ready
	@$(RUN) build.py build

validate: $(VENV)/.ready
	@$(RUN) build.py validate

serve: $(VENV)/.ready
	@$(RUN) build.py serve

# What needs no test to run: style, form, which module may import which, types.
static: $(VENV)/.ready-test
	@$(RUN) -m ruff check . && $(RUN) -m ruff format --check .
	@$(VENV)/bin/lint-imports
	@$(RUN) -m mypy

# The data and the fast tests, in under a minute of one processor.
check: static
	@$(RUN) build.py fmt --check
	@$(RUN) build.py validate --strict
	@$(RUN) -m pytest -m "not slow and not browser"

# Every test, in as many processes as there are processors; a file stays in one of them.
PARALLEL := -n auto --dist loadfile --no-loadscope-reorder
test: static
	@$(RUN) -m pytest $(PARALLEL)

# Which lines no test runs, in other processes too; fails below the floor in pyproject.toml.
coverage: $(VENV)/.ready-test
	@$(RUN) -m pytest $(PARALLEL) --cov --cov-report=term:skip-covered

# Time and memory, beside stock tools: make bench SIZES=5,50 for a part; 5,000 plans take their time.
SIZES ?= 5,50,500,5000
bench: $(VENV)/.ready-test
	@$(RUN) build.py bench --sizes $(SIZES)

# What drafting a plan needs besides (web pages, Word files, PDFs), and what the tests need.
tools: $(VENV)/.ready-test

clean:
	rm -rf $(VENV) dist .cache

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "This needs Python 3.11 or newer, and no '$(PYTHON)' was found. Install Python, then run make again. 需要 Python 3.11 或更新版本，没有找到“$(PYTHON)”。请安装后重新运行 make。"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "This needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) -V 2>&1). Name a newer one: make PYTHON=python3.12 需要 Python 3.11 或更新版本，请指明：make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV); echo "Python could not make a virtual environment. On Debian or Ubuntu: apt install python3-venv. Then run make again. Python 无法建立虚拟环境：在 Debian 或 Ubuntu 上运行 apt install python3-venv，再运行 make。"; exit 1; }

# A stamp is made last, so an interrupted set-up is taken up again.
$(VENV)/.ready: requirements.lock | $(VENV)/bin/python
	@echo "Setting up $(VENV) (once) … 正在设置 $(VENV)（仅一次）……"
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r $< || { echo "The packages could not be installed: is the network there? The lines above say more. Then run make again. 软件包没有装上：网络通吗？上面几行有详情，之后重新运行 make。"; exit 1; }
	@touch $@

$(VENV)/.ready-test: tests/requirements.lock $(VENV)/.ready
	@echo "Setting up the tests (once) … 正在设置测试环境（仅一次）……"
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r $< || { echo "The test packages could not be installed: is the network there? The lines above say more. Then run make again. 测试用的软件包没有装上：网络通吗？上面几行有详情，之后重新运行 make。"; exit 1; }
	@touch $@

# For maintainers: pin what pyproject.toml asks for (needs uv). Lock files name versions and hashes, no address.
UV    ?= uv
PIN   := $(UV) pip compile --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 --quiet

.PHONY: pin
pin:
	$(PIN) pyproject.toml -o requirements.lock
	$(PIN) pyproject.toml --extra test --extra draft --extra cluster -c requirements.lock -o tests/requirements.lock
