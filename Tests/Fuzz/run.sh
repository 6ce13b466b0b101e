#!/bin/sh
# Fuzzes the log formats with libFuzzer and AddressSanitizer; the fixtures' lines are the seeds.
#
#   Tests/Fuzz/run.sh [SECONDS]
#
# A crash leaves its input in .build-fuzz/crash-*.
set -eu
seconds=${1:-60}
cd "$(dirname "$0")/../.."
build=.build-fuzz
export SCHATTENKI_FUZZ=1

swift build -c release --product FuzzLogFormats --scratch-path "$build" \
  -Xswiftc -sanitize=fuzzer,address
swiftc -sanitize=fuzzer,address "$build/release/libFuzzLogFormats.a" -o "$build/fuzz-log-formats"

# New inputs go to the corpus, which stays; the seeds are written anew.
seeds="$build/seeds"
rm -rf "$seeds"
mkdir -p "$build/corpus" "$seeds"
cat Tests/LogFormatsTests/Fixtures/*/*.log |
  awk -v folder="$seeds" '{ file = folder "/" NR; printf "%s", $0 > file; close(file) }'

# Without this the crashed process waits for swift-backtrace, which AddressSanitizer stops.
export SWIFT_BACKTRACE=enable=no
exec "$build/fuzz-log-formats" "$build/corpus" "$seeds" \
  -max_total_time="$seconds" -max_len=1024 -artifact_prefix="$build/"
