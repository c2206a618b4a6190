SHELL := /bin/sh
.DEFAULT_GOAL := help
bin := .venv/bin
ready := .venv/laurel-runtime
dev := .venv/laurel-dev
code := deploy services shared tests $(wildcard bench)

help: ## list every command
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | \
		awk -F '\t' '{ printf "  make %-15s %s\n", $$1, $$2 }'
	@echo '  ARGS="…" is passed on: make demo ARGS="--applications 100", make test ARGS="tests/unit -k clock"'

setup := $(addprefix deploy/local/,setup.sh install.py installers.py) requirements/uv.txt

$(ready): $(addprefix requirements/,runtime.txt trial.txt) $(setup)
	@sh deploy/local/setup.sh runtime trial
	@touch $@

$(dev): $(addprefix requirements/,runtime.txt trial.txt dev.txt) $(setup)
	@sh deploy/local/setup.sh runtime trial dev
	@touch $(ready) $@

setup: $(dev) ## make the environment in .venv (the others make what they need of it)

demo: $(ready) ## play the Jiangmen round of 2019 on a local MongoDB and Kafka
	@$(bin)/laurel demo $(ARGS)

replay: $(ready) ## play the rounds of all programmes, or of one: make replay ARGS=NAME
	@$(bin)/laurel replay $(or $(ARGS),all)

test: $(dev) ## run every test, two files at a time; servers are started as needed
	@$(bin)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

# What reads and tries the documents of the interface does not depend on where the servers run.
SAME_ON_ANY := $(addprefix --ignore=,tests/store/http tests/journeys/test_openapi_is_true.py)

test-containers: $(dev) ## test on containers: store, bus, journeys, the compose file (needs Docker; minutes)
	@if docker info >/dev/null 2>&1; then \
		export LAUREL_TEST_CONTAINERS=1; \
		$(bin)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -p tests.containers.servers \
			tests/store tests/bus tests/journeys $(SAME_ON_ANY) $(ARGS) && \
		$(bin)/python -m pytest tests/containers $(ARGS); \
	else echo "test-containers: skipped, no Docker engine answers here"; fi

up: $(ready) ## start the local stack in the background and print its addresses
	@$(bin)/laurel up $(ARGS)

down: $(ready) ## stop the local stack
	@$(bin)/laurel down $(ARGS)

lint: $(dev) ## ruff, formatting, strict types, import contracts
	@echo "ruff check"; $(bin)/ruff check $(code)
	@echo "ruff format"; $(bin)/ruff format --check $(code)
	@echo "mypy --strict"; $(bin)/mypy $(code)
	@echo "import contracts"; $(bin)/lint-imports --no-logo

fmt: $(dev) ## format the code and fix what ruff can fix
	@$(bin)/ruff check --fix-only $(code)
	@$(bin)/ruff format $(code)

bench: .venv/laurel-bench ## measure folding, submitting, relaying, memory (minutes)
	@$(bin)/python -m bench $(ARGS)

.venv/laurel-bench: requirements/bench.txt $(dev)
	@sh deploy/local/setup.sh bench
	@touch $@

SBOM := .laurel/sbom/laurel.cdx.json

sbom: $(dev) ## list what the services are made of: a software bill of materials (CycloneDX)
	@mkdir -p $(dir $(SBOM))
	@$(bin)/python -W ignore::UserWarning -m cyclonedx_py requirements requirements/runtime.txt \
		--pyproject pyproject.toml --spec-version 1.6 --output-reproducible -o $(SBOM)
	@$(bin)/python -m deploy.licences $(SBOM)
	@echo "written to $(SBOM)"

requirements: $(dev) ## pin requirements/*.txt anew from *.in
	@for set in runtime dev trial bench uv mongod embedded-kafka; do echo "pinning $$set"; \
		$(bin)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url \
			--python-version 3.11 --custom-compile-command "make requirements" \
			requirements/$$set.in -o requirements/$$set.txt || exit 1; done

clean: ## stop the local stack; delete its data and logs and all caches (downloads stay)
	@if [ -x $(bin)/laurel ]; then $(bin)/laurel down; fi
	@find .laurel -mindepth 1 -maxdepth 1 ! -name downloads -exec rm -rf {} + 2>/dev/null || true
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build *.egg-info
	@find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +

.PHONY: help setup demo replay test test-containers up down lint fmt bench sbom requirements clean
