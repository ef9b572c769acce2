# Plain make and sh: runs on Debian and macOS. `make` alone lists the targets.

ifeq ($(OS),Windows_NT)
$(error make needs a Unix shell: on Windows, use the Windows Subsystem for Linux, or install cop with pip)
endif

VENV = .venv
# What `make pins` does with versions that are pinned already; `make pins UPGRADE=` keeps them.
UPGRADE = --upgrade
# Passed to pytest: make test PYTEST="-k browser -x"
PYTEST =
# How many processes run the tests (by default half as many again as there are processors); each takes over half of what another has left to do when it has nothing itself.
WORKERS = auto
# Passed to the benchmark: make bench BENCH="-n 1000 5000 --pairs 3 --only cold,edited"
BENCH =
# Passed to the fuzzers: make fuzz FUZZ="notes --minutes 30"
FUZZ =

BIN = $(VENV)/bin
# Hashes everywhere: only the files that were pinned are ever installed. uv is a faster pip, nothing more.
INSTALL = $$(command -v uv >/dev/null && echo uv pip install --python $(BIN)/python || echo $(BIN)/python -m pip install) --quiet
# The project is installed without build isolation: an isolated build would fetch its backend unpinned. The backend
# (hatchling, hatch-vcs, editables) is pinned with everything else instead, and so this step needs no network.
INSTALL_PROJECT = $(INSTALL) --no-index --no-build-isolation --no-deps --editable .

.PHONY: help site serve check quick test lint catalogues worst fuzz audit sbom docs docs-site chromium bench screenshots pins lowest changelog clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

site: $(VENV)/site.stamp ## build the example community into site/
	@$(BIN)/cop build
	@echo
	@echo "The site is in site/. To look at it: make serve, or"
	@echo "    python3 -m http.server --directory site    and open http://localhost:8000"

serve: $(VENV)/site.stamp ## show the example community in a browser; follows every change
	@$(BIN)/cop serve

check: $(VENV)/site.stamp ## say what is wrong with the notes, line by line
	@$(BIN)/cop check

quick: lint ## lint, type check and test what needs no browser and no whole site; takes less than a minute
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m "not browser and not slow" $(PYTEST)

# Types are checked on one processor. Another one compiles all tests and what they import meanwhile, once for all processes.
test: $(VENV)/test.stamp ## lint, type check and test all, in a real browser too
	@$(BIN)/python -m pytest --collect-only --quiet >/dev/null 2>&1 & \
	$(MAKE) --no-print-directory lint chromium; status=$$?; wait; exit $$status
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(PYTEST)

lint: $(VENV)/test.stamp ## lint and type check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@if command -v npm >/dev/null; then \
		$(MAKE) --no-print-directory node_modules/.stamp && node_modules/.bin/biome lint --error-on-warnings; \
	else \
		echo "There is no npm: scripts and styles are not linted." >&2; \
	fi

catalogues: $(VENV)/test.stamp ## collect the interface text for translators, and update the catalogues
	@PYTHONPATH=tools $(BIN)/python tools/catalogues.py

bench: $(VENV)/test.stamp ## time builds of 1,000 notes against other generators; takes some minutes
	@$(BIN)/python benchmarks/build.py $(BENCH)

worst: $(VENV)/test.stamp ## measure the worst inputs, and write docs/worst-inputs.md; takes ten minutes
	@PYTHONPATH=tests $(BIN)/python tools/worst_inputs_page.py

fuzz: $(VENV)/test.stamp ## try notes, names, trees and sites that nobody would write; a minute of the processor for each
	@PYTHONPATH=tests $(BIN)/python -m fuzz $(FUZZ)

audit: $(VENV)-audit/.stamp ## ask for known holes in all that is pinned, where there is a network
	@$(VENV)-audit/bin/python tools/audit.py

sbom: $(VENV)-audit/.stamp ## list all that a site is built with, in CycloneDX: sbom.cdx.json
	@PYTHONWARNINGS=ignore $(VENV)-audit/bin/cyclonedx-py requirements requirements.txt --pyproject pyproject.toml --output-reproducible \
		--output-file sbom.cdx.json

docs: $(VENV)/test.stamp ## write the tables in docs/ that come from the code
	@PYTHONPATH=tools $(BIN)/python -m reference

docs-site: $(VENV)/site.stamp ## build the documentation into site.docs/
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet -f mkdocs.docs.yml
	@echo "The documentation is in site.docs/; open site.docs/index.html"

screenshots: $(VENV)/test.stamp chromium ## take the pictures in docs/screenshots/ again
	@PYTHONPATH=tests $(BIN)/python -m browser.screenshots

# Debian's package where it can be installed, without windows where there is one, else Playwright's own build.
chromium: $(VENV)/test.stamp ## find a Chromium for the browser tests, or install one
	@find="$(BIN)/python tests/browser/chromium.py"; \
	$$find >/dev/null 2>&1 && exit 0; \
	if command -v apt-get >/dev/null 2>&1; then \
		sudo=; test "`id -u`" = 0 || sudo="sudo -n"; \
		if $$sudo true 2>/dev/null; then \
			$$sudo apt-get update -qq </dev/null && \
			for package in chromium-headless-shell chromium; do \
				$$sudo env DEBIAN_FRONTEND=noninteractive \
					apt-get install -y -qq --no-install-recommends $$package </dev/null; \
				$$find >/dev/null 2>&1 && exit 0; \
			done; \
		fi; \
	fi; \
	$(BIN)/python -m playwright install chromium; \
	$$find >/dev/null

# All sets are resolved for every platform and every Python from 3.11 on.
pins: ## pin the newest versions that pyproject.toml allows, with hashes
	@PATH="$$PATH:$(BIN)"; export PATH UV_CUSTOM_COMPILE_COMMAND="make pins"; \
	command -v uv >/dev/null || { echo "make pins needs uv: pip install uv" >&2; exit 1; }; \
	pin() { uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url $(UPGRADE) "$$@"; }; \
	backend() { printf '%s\n' hatchling hatch-vcs editables; }; \
	backend | pin pyproject.toml - --output-file requirements.txt && \
	backend | pin pyproject.toml - --extra test --constraints requirements.txt --output-file requirements-test.txt && \
	sed -n 's/^diagrams = \["\(.*\)"\]$$/\1/p' pyproject.toml | pin - --constraints requirements-test.txt --output-file requirements-diagrams.txt && \
	pin --group audit --output-file requirements-audit.txt

# The tests alone: what linters and type checkers find depends on their version, and make test pins it.
lowest: $(VENV)/test.stamp chromium ## test with the lowest versions that pyproject.toml allows, in .venv-lowest
	@uv="$(abspath $(BIN))/uv"; $$uv venv --quiet --clear --python "$(BIN)/python" .venv-lowest && \
	export VIRTUAL_ENV=.venv-lowest && \
	$$uv pip install --quiet --resolution lowest-direct --requirements pyproject.toml --extra test \
		'editables>=0.5' && \
	$$uv pip install --quiet --no-index --no-build-isolation --no-deps --editable . && \
	COP_CHROMIUM="$$($(BIN)/python tests/browser/chromium.py)" .venv-lowest/bin/python -m pytest $(PYTEST)

changelog: $(VENV)/test.stamp ## put the fragments of changelog.d/ into CHANGELOG.md: make changelog VERSION=0.2.0
	@$(BIN)/towncrier build --yes --version "$${VERSION:?say which: make changelog VERSION=0.2.0}"

clean: ## remove the site and every cache; .venv stays
	rm -rf site site.*/ .venv-lowest .venv-audit .cop-cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# uv looks for a Python by itself; without uv, the first of these that is new enough is taken.
$(VENV)/pyvenv.cfg:
	@if command -v uv >/dev/null; then exec uv venv --quiet --python '>=3.11' $(VENV); fi; \
	for python in python3 python3.14 python3.13 python3.12 python3.11; do \
		$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && \
			$$python -m venv $(VENV) && exit; \
	done; \
	rm -f $@; \
	echo "This needs Python 3.11 or newer with its venv module (Debian: python3-venv), or uv." >&2; exit 1

node_modules/.stamp: package.json package-lock.json
	@npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(VENV)/site.stamp: $(VENV)/pyvenv.cfg requirements.txt pyproject.toml
	@$(INSTALL) --require-hashes --requirement requirements.txt
	@$(INSTALL_PROJECT)
	@touch $@

# Where there is no uv, the one that is pinned for the tests installs the rest, in a fifth of the time. It does not read
# the settings of pip: where packages are found by those alone, pip installs them.
$(VENV)/test.stamp: $(VENV)/pyvenv.cfg requirements-test.txt pyproject.toml
	@PATH="$$PATH:$(BIN)"; pip="$(BIN)/python -m pip install --quiet --require-hashes"; \
	command -v uv >/dev/null || { \
		sed -n '/^uv==/,/[^\\]$$/p' requirements-test.txt >$(VENV)/uv.txt; \
		$$pip --requirement $(VENV)/uv.txt; \
	}; \
	{ $(INSTALL) --require-hashes --requirement requirements-test.txt || \
		$$pip --requirement requirements-test.txt; } && \
	$(INSTALL_PROJECT)
	@touch $@

$(VENV)-audit/.stamp: $(VENV)/pyvenv.cfg requirements-audit.txt
	@$(BIN)/python -m venv $(VENV)-audit
	@$(VENV)-audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-audit.txt
	@touch $@
