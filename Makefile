# What a person does with this repository. CI calls the same targets.

PREFIX ?= /usr/local
BUILD_PACKAGES := zlib1g-dev libzstd-dev liblzma-dev libbz2-dev libsqlite3-dev libpcap-dev libldap-dev pkg-config
TEST_PACKAGES := $(BUILD_PACKAGES) gzip zstd xz-utils bzip2 zip sqlite3 jq curl openssl python3 python3-jsonschema python3-yaml \
  squid dnsmasq-base unbound bind9 bind9-dnsutils rsyslog iproute2 tcpdump slapd ldap-utils
BENCH_PACKAGES := $(BUILD_PACKAGES) gzip zstd time python3 ripgrep valgrind tcpdump

# One file that runs anywhere: Swift's own libraries are linked in.
RELEASE := swift build --configuration release --static-swift-stdlib --product schattenki
PROGRAM = $(shell $(RELEASE) --show-bin-path)/schattenki
DEMO = $(PROGRAM) analyze --config Config/demo --time-zone Europe/Berlin Config/demo/*.log

.PHONY: help demo build install test lint format bench fuzz clean

help:
	@echo "make demo     build, and analyse the logs of a made-up company"
	@echo "make install  build, and install to $(PREFIX)/bin (PREFIX=… for elsewhere)"
	@echo "make test     run all tests"
	@echo "make lint     check format, imports and scripts"
	@echo "make format   format the sources"
	@echo "make bench    measure against ripgrep"
	@echo "make fuzz     feed random bytes to every reader for a minute each (SECONDS=…, PARTS=…)"

demo: build
	@$(DEMO)
	@$(DEMO) --output html > demo-report.html
	@echo
	@echo "The same as a report for forwarding: $(CURDIR)/demo-report.html"

build: swift
	@Scripts/install-packages.sh $(BUILD_PACKAGES)
	$(RELEASE)

install: build
	install -D -s -m 0755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/schattenki

test: swift
	@Scripts/install-packages.sh $(TEST_PACKAGES)
	swift test --disable-xctest
	Tests/Servers/run.sh "$$(swift build --show-bin-path)/schattenki"
	Tests/Servers/live.sh "$$(swift build --show-bin-path)/schattenki"

lint: swift
	swift format lint --strict --recursive --parallel Package.swift Sources Plugins Tests
	Scripts/check-imports.py

format: swift
	swift format --in-place --recursive --parallel Package.swift Sources Plugins Tests

bench: build
	@Scripts/install-packages.sh $(BENCH_PACKAGES)
	Benchmarks/run.sh $(PROGRAM)

SECONDS ?= 60
PARTS ?= Logs Captures Frames DNS TLS QUIC HTTP Flows
fuzz: swift
	@Scripts/install-packages.sh $(BUILD_PACKAGES)
	set -e; for part in $(PARTS); do Tests/Fuzz/run.sh $$part $(SECONDS); done

clean:
	rm -rf .build .build-* demo-report.html

.PHONY: swift
swift:
	@Scripts/require-swift.sh
