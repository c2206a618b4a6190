SHELL := /bin/sh
.DEFAULT_GOAL := help
bin := .venv/bin
ready := .venv/laurel-ready
code := deploy services shared tests $(wildcard bench)

help: ## list every command
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | \
		awk -F '\t' '{ printf "  make %-15s %s\n", $$1, $$2 }'
	@echo '  ARGS="…" is passed on: make demo ARGS="--applications 100", make test ARGS="tests/unit -k clock"'

$(ready): requirements/runtime.txt requirements/dev.txt deploy/local/setup.sh pyproject.toml
	@sh deploy/local/setup.sh

setup: $(ready) ## make the environment in .venv (the others do it when needed)

demo: $(ready) ## play the Jiangmen round of 2019 on a local MongoDB and Kafka
	@$(bin)/laurel demo $(ARGS)

replay: $(ready) ## play the rounds of all programmes, or of one: make replay ARGS=NAME
	@$(bin)/laurel replay $(or $(ARGS),all)

test: $(ready) ## run every test, two files at a time; servers are started as needed
	@$(bin)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

test-containers: $(ready) ## test on containers: store, bus, journeys, the compose file (needs Docker; minutes)
	@if docker info >/dev/null 2>&1; then \
		export LAUREL_TEST_CONTAINERS=1; \
		$(bin)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -p tests.containers.servers \
			tests/store tests/bus tests/journeys $(ARGS) && \
		$(bin)/python -m pytest tests/containers $(ARGS); \
	else echo "test-containers: skipped, no Docker engine answers here"; fi

up: $(ready) ## start the local stack in the background and print its addresses
	@$(bin)/laurel up $(ARGS)

down: $(ready) ## stop the local stack
	@$(bin)/laurel down $(ARGS)

lint: $(ready) ## ruff, formatting, strict types, import contracts
	@echo "ruff check"; $(bin)/ruff check $(code)
	@echo "ruff format"; $(bin)/ruff format --check $(code)
	@echo "mypy --strict"; $(bin)/mypy $(code)
	@echo "import contracts"; $(bin)/lint-imports --no-logo

fmt: $(ready) ## format the code and fix what ruff can fix
	@$(bin)/ruff check --fix-only $(code)
	@$(bin)/ruff format $(code)

bench: $(ready) .venv/laurel-bench ## measure folding, submitting, relaying, memory (minutes)
	@$(bin)/python -m bench $(ARGS)

.venv/laurel-bench: requirements/bench.txt $(ready)
	@echo "Installing what the benchmark compares with"
	@$(bin)/python -m pip install --disable-pip-version-check -q --require-hashes -r requirements/bench.txt
	@touch $@

requirements: $(ready) ## pin requirements/*.txt anew from *.in
	@for set in runtime dev trial bench mongod embedded-kafka; do echo "pinning $$set"; \
		$(bin)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url \
			--python-version 3.11 --custom-compile-command "make requirements" \
			requirements/$$set.in -o requirements/$$set.txt || exit 1; done

clean: ## stop the local stack; delete its data and logs and all caches (downloads stay)
	@if [ -x $(bin)/laurel ]; then $(bin)/laurel down; fi
	@find .laurel -mindepth 1 -maxdepth 1 ! -name downloads -exec rm -rf {} + 2>/dev/null || true
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build *.egg-info
	@find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +

.PHONY: help setup demo replay test test-containers up down lint fmt bench requirements clean
