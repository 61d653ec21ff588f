# TokenTally: `make help` lists what there is. Needs Python 3.11+ with venv, and make; everything else goes into .venv.
# PYTHON=/path/to/python chooses the Python, ARGS="..." are arguments for the bot: make chat ARGS="--fresh --lang zh"

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help chat run test bench faq fonts transcripts catalogs lock clean env env-test

PYTHON ?=
ARGS ?=
BIN := .venv/bin
PY := $(BIN)/python
CATALOGS := $(patsubst %.po,%.mo,$(wildcard locales/*/LC_MESSAGES/messages.po))
BENCHMARKS := $(wildcard benchmarks/[!_]*.py)

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

chat: env $(CATALOGS) ## talk to the bot in this terminal; no token, no network after the first start
	@exec $(PY) -m bot chat $(ARGS)

run: env $(CATALOGS) ## serve Telegram with TOKENTALLY_TOKEN
	@exec $(PY) -m bot run $(ARGS)

test: env-test $(CATALOGS) ## run every check: lint, format, types, imports, catalogs, tests with coverage
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(PY) catalogs.py check
	$(PY) -m pytest --numprocesses auto --dist worksteal --cov $(ARGS)

bench: env $(CATALOGS) ## measure: everything in benchmarks/
	@set -e; for script in $(BENCHMARKS); do $(PY) $$script $(ARGS); done

faq: env ## check the billing answers, train what finds them and tells messages apart; after changes of either's examples
	$(PY) -m bot faq lint
	$(PY) -m bot faq train
	$(PY) -m bot intent --train tests/intents

FONT ?= /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc
fonts: env ## cut the font of the charts to what they need, from Noto Sans CJK at FONT
	$(PY) fonts.py "$(FONT)"

transcripts: env-test $(CATALOGS) ## hold the conversations of the READMEs and of the tests anew and write them down
	$(PY) -m tests.transcripts

catalogs: env ## bring locales/*/LC_MESSAGES/messages.po up to date with the code, and compile
	$(PY) catalogs.py update
	$(PY) catalogs.py compile

lock: env-test ## renew requirements/*.txt from requirements/*.in
	@set -e; for name in run build test; do \
	  UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url \
	    --universal --python-version 3.11 --fork-strategy fewest requirements/$$name.in --output-file requirements/$$name.txt; \
	done

clean: ## remove .venv, compiled catalogs and caches; data/ stays
	rm -rf .venv build dist htmlcov .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -rf locales/*/LC_MESSAGES/messages.mo locales/zh_Hant
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

env:
	@PYTHON="$(PYTHON)" sh requirements/install.sh run </dev/null

env-test:
	@PYTHON="$(PYTHON)" sh requirements/install.sh test </dev/null

locales/%/LC_MESSAGES/messages.mo: locales/%/LC_MESSAGES/messages.po $(wildcard locales/zh/faq/*.md) | env
	@$(PY) catalogs.py compile
