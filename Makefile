# CountyPlan: `make run` and `make test` work on a machine that has Swift and nothing else.

SHELL := /bin/bash
.DEFAULT_GOAL := help

DEBIAN_PACKAGES := libgsl-dev libmd-dev pkg-config make
SOURCES := $(shell find Sources -type f) Package.swift
BINARY := .build/release/countyplan
VALIDATOR := .build/validator
SCENARIOS ?= scenarios/plan.yaml
OUT ?= notebooks-out

.PHONY: help deps build run test bench lint check-data

help:  ## What can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | expand -t 14

deps:  ## Install the Debian packages that are missing
	@if pkg-config --exists gsl libmd 2>/dev/null; then exit 0; fi; \
	if ! command -v apt-get >/dev/null; then \
	  echo "CountyPlan needs the GNU Scientific Library and libmd with their headers and pkg-config files" >&2; \
	  echo "(Debian: $(DEBIAN_PACKAGES)). apt-get is not on this machine: install them another way." >&2; exit 1; fi; \
	run=; if [ "$$(id -u)" != 0 ]; then \
	  if command -v sudo >/dev/null; then run=sudo; \
	  else echo "Run once as root: apt-get install -y $(DEBIAN_PACKAGES)" >&2; exit 1; fi; fi; \
	echo "Installing $(DEBIAN_PACKAGES)"; \
	$$run apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$run apt-get install -y -qq $(DEBIAN_PACKAGES) >/dev/null

build: deps $(BINARY)  ## Build the program (release)

$(BINARY): $(SOURCES)
	swift build -c release --product countyplan
	@touch $(BINARY)

run: deps $(BINARY)  ## Run a scenario: make run [SCENARIOS="scenarios/plan.yaml ..."] [OUT=notebooks-out]
	@$(BINARY) run $(SCENARIOS) --out $(OUT)

test: deps lint $(BINARY)  ## Lint, build and run all tests; warnings in our own code are errors
	@mkdir -p .build
	@set -o pipefail; swift build --build-tests 2>&1 | tee .build/build.log
	@if grep -E "/(Sources|Tests)/[^:]+:[0-9]+:[0-9]+: warning:" .build/build.log; then \
	  echo "warnings in our own code" >&2; exit 1; fi
	COUNTYPLAN_BINARY=$(CURDIR)/$(BINARY) swift test --skip-build

bench: deps  ## Measure speed
	swift run -c release Benchmarks

lint:  ## Check the layout of the code
	swift format lint --strict -r Sources Tests Package.swift

check-data:  ## Check the data packages with the frictionless validator (fetched into .build)
	@test -x $(VALIDATOR)/bin/frictionless || { python3 -m venv $(VALIDATOR) && $(VALIDATOR)/bin/pip -q install "frictionless>=5.18,<6"; }
	@for package in seeds/*/datapackage.json; do $(VALIDATOR)/bin/frictionless validate $$package || exit 1; done
