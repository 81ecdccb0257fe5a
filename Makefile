PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
SOURCE ?= data/sample/sample.pdf
OUT ?= reports/sample.html
REPORT_LANG ?= zh
TESTS ?=
BASE ?= HEAD
FREEZE ?=

.PHONY: report test check lab bench freeze

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

report: $(STAMP)
	mkdir -p $(dir $(OUT))
	$(BIN)/budgetnb report "$(SOURCE)" --out "$(OUT)" --lang $(REPORT_LANG)

test: $(STAMP)
	$(BIN)/python -m pytest -n 2 $(TESTS)

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

lab: $(STAMP)
	$(BIN)/budgetnb lab

bench: $(STAMP)
	$(BIN)/python -m pytest tests/benchmarks -n 0

# every row of every frame of all documents at hand, as BASE reads them and as the working tree does
freeze: $(STAMP)
	$(BIN)/python tests/freeze.py $(BASE) $(FREEZE)
