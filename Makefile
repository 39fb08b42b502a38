# CountyPlan: `make run` and `make test` work on a machine that has Swift and nothing else.

SHELL := /bin/bash
.DEFAULT_GOAL := help

# What Swift itself needs on a bare Debian 12, beside its toolchain.
SWIFT_PACKAGES := libncurses6 libsqlite3-0 libcurl4 libxml2 binutils libc6-dev libgcc-12-dev
SWIFT_VERSION := 6.2
SOURCES := $(shell find Sources -type f) Package.swift
BINARY := .build/release/countyplan
# One build serves the program and its tests: tests look inside the rooms, which costs the program nothing that could be measured.
BUILD := -c release -Xswiftc -enable-testing
VALIDATOR := .build/validator
SCENARIOS ?= scenarios/plan.yaml
OUT ?= notebooks-out

.PHONY: help deps build run test property bench lint fuzz check-data check-schema

help:  ## What can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | expand -t 14

deps:  ## Look for Swift; install the Debian packages that are missing, and say which
	@if ! command -v swift >/dev/null; then \
	  echo "没有找到 swift。需要 Swift $(SWIFT_VERSION) 以上：https://www.swift.org/install/linux/ ，解开后把其中的 usr/bin 加入 PATH；" >&2; \
	  echo "光秃的 Debian 12 还要 $(SWIFT_PACKAGES)" >&2; exit 1; fi; \
	if ! found=$$(swift --version 2>&1); then \
	  echo "$$found" >&2; echo "swift 不能运行。它要的库在 Debian 12 中是：$(SWIFT_PACKAGES)" >&2; exit 1; fi; \
	version=$$(echo "$$found" | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p' | head -1); \
	if [ "$$(printf '%s\n' $(SWIFT_VERSION) "$$version" | sort -V | head -1)" != $(SWIFT_VERSION) ]; then \
	  echo "Swift 是 $$version，需要 $(SWIFT_VERSION) 以上" >&2; exit 1; fi
	@missing=; \
	command -v pkg-config >/dev/null || missing="pkg-config"; \
	pkg-config --exists gsl 2>/dev/null || [ -e /usr/include/gsl/gsl_version.h ] || missing="$$missing libgsl-dev"; \
	pkg-config --exists libmd 2>/dev/null || [ -e /usr/include/sha2.h ] || missing="$$missing libmd-dev"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if ! command -v apt-get >/dev/null; then \
	  echo "缺少（Debian 的包名）：$$missing。这台机器没有 apt-get，请用别的办法装上" >&2; exit 1; fi; \
	run=; if [ "$$(id -u)" != 0 ]; then \
	  if command -v sudo >/dev/null; then run=sudo; \
	  else echo "缺少：$$missing。请管理员运行一次：apt-get install -y $$missing" >&2; exit 1; fi; fi; \
	echo "将用 apt-get 在本机系统中安装：$$missing"; \
	{ $$run apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$run apt-get install -y -qq $$missing >/dev/null; } || { \
	  echo "apt-get 没有装上（没有网络？）。可在有网络的同版本机器上用 apt-get download 取这些包及其依赖，带来后 dpkg -i：$$missing" >&2; \
	  exit 1; }

build: deps $(BINARY)  ## Build the program (release)

$(BINARY): $(SOURCES)
	swift build $(BUILD) --product countyplan
	@touch $(BINARY)

run: deps $(BINARY)  ## Run a scenario: make run [SCENARIOS="scenarios/plan.yaml ..."] [OUT=notebooks-out]
	@$(BINARY) run $(SCENARIOS) --out $(OUT)
	@if ! command -v fc-list >/dev/null || [ -z "$$(fc-list :lang=zh 2>/dev/null)" ]; then \
	  echo "没有找到中文字体：图中的字会显示为方框。Debian：apt-get install fonts-noto-cjk（fc-list 在 fontconfig 中）" >&2; fi

test: deps lint  ## Lint, build and run all tests; warnings in our own code are errors
	@mkdir -p .build
	@set -o pipefail; swift build $(BUILD) --build-tests 2>&1 | tee .build/build.log
	@touch $(BINARY)
	@if grep -E "/(Sources|Tests)/[^:]+:[0-9]+:[0-9]+: warning:" .build/build.log; then \
	  echo "warnings in our own code" >&2; exit 1; fi
	@set -o pipefail; COUNTYPLAN_BINARY=$(CURDIR)/$(BINARY) swift test $(BUILD) --skip-build 2>&1 | tee .build/test.log
	@echo "seconds of the slowest suites, which run beside each other:"; \
	  sed -n 's/.*Suite \(.*\) passed after \([0-9.]*\) seconds.*/\2 \1/p' .build/test.log | sort -rn | head -12

property: deps  ## Change every cell of the shipped package: validate and run agree, nothing ends in a fault (an hour)
	swift build $(BUILD) --build-tests
	COUNTYPLAN_PROPERTY=all COUNTYPLAN_BINARY=$(CURDIR)/$(BINARY) swift test $(BUILD) --skip-build --filter PropertyTests

bench: deps  ## Measure speed
	COUNTYPLAN_BENCH=1 swift run -c release --scratch-path .build/bench Benchmarks $(firstword $(SCENARIOS))

# Swift's lazily made constants look like leaks to the leak detector: it is off.
FUZZ_SECONDS ?= 60
fuzz: deps  ## Feed damaged bytes to the scenario and table readers: make fuzz [FUZZ_SECONDS=60], half for each
	COUNTYPLAN_FUZZ=1 swift build -c release --product Fuzzing --scratch-path .build/fuzz \
	  -Xswiftc -use-ld=lld -Xswiftc -sanitize=fuzzer,address -Xcc -fsanitize=fuzzer-no-link,address
	@mkdir -p .build/fuzz-corpus/yaml .build/fuzz-corpus/csv
	@cp scenarios/*.yaml .build/fuzz-corpus/yaml/ && cp seeds/*/*.csv .build/fuzz-corpus/csv/
	@for reader in yaml csv; do \
	  ASAN_OPTIONS=detect_leaks=0 COUNTYPLAN_FUZZ_READER=$$reader .build/fuzz/release/Fuzzing .build/fuzz-corpus/$$reader \
	    -max_total_time=$$(( $(FUZZ_SECONDS) / 2 )) -timeout=2 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 \
	    -artifact_prefix=.build/fuzz-$$reader- || exit 1; done

lint:  ## Check the layout of the code
	swift format lint --strict -r Sources Tests Package.swift

check-data:  ## Check the data packages with the frictionless validator (fetched into .build)
	@test -x $(VALIDATOR)/bin/frictionless || { python3 -m venv $(VALIDATOR) && $(VALIDATOR)/bin/pip -q install "frictionless>=5.18,<6"; }
	@for package in seeds/*/datapackage.json; do $(VALIDATOR)/bin/frictionless validate $$package || exit 1; done

check-schema: $(BINARY)  ## Check the schema and the shipped scenarios with the jsonschema validator (fetched into .build)
	@test -x $(VALIDATOR)/bin/jsonschema || { python3 -m venv $(VALIDATOR) && $(VALIDATOR)/bin/pip -q install "jsonschema>=4,<5" "PyYAML>=6,<7"; }
	@$(VALIDATOR)/bin/python Tests/Fixtures/broken/check_schema.py scenarios/scenario.schema.json scenarios/*.yaml
