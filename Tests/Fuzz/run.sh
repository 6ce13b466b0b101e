#!/bin/sh
# Fuzzes the way from a file's bytes to records with libFuzzer and AddressSanitizer: decompression, lines,
# envelopes, detection and every format. The fixtures are the seeds, each line of theirs, each file, and
# some of them compressed.
#
#   Tests/Fuzz/run.sh [SECONDS]
#
# A crash leaves its input in .build-fuzz/crash-*.
set -eu
seconds=${1:-60}
cd "$(dirname "$0")/../.."
build=.build-fuzz
export SCHATTENKI_FUZZ=1

swift build -c release --product FuzzLogs --scratch-path "$build" \
  -Xswiftc -sanitize=fuzzer,address
swiftc -sanitize=fuzzer,address "$build/release/libFuzzLogs.a" \
  -lz -lzstd -llzma -lbz2 -lsqlite3 -o "$build/fuzz-logs"

# New inputs go to the corpus, which stays; the seeds are written anew.
seeds="$build/seeds"
rm -rf "$seeds"
mkdir -p "$build/corpus" "$seeds"
cat Tests/LogFormatsTests/Fixtures/*/*.log |
  awk -v folder="$seeds" '{ file = folder "/" NR; printf "%s", $0 > file; close(file) }'
number=0
for log in Tests/LogFormatsTests/Fixtures/*/*.log; do
  number=$((number + 1))
  head -c 4000 "$log" > "$seeds/file-$number"
done
for log in "$seeds/file-1" "$seeds/file-20" "$seeds/file-40"; do
  for command in "gzip -c" "zstd -q -c" "xz -c" "bzip2 -c" "zip -q - -"; do
    $command < "$log" > "$log-${command%% *}"
  done
done

# Without this the crashed process waits for swift-backtrace, which AddressSanitizer stops.
export SWIFT_BACKTRACE=enable=no
# What is made once, such as the list of formats, is let go by nobody.
export ASAN_OPTIONS=detect_leaks=0
exec "$build/fuzz-logs" "$build/corpus" "$seeds" \
  -max_total_time="$seconds" -max_len=4096 -artifact_prefix="$build/"
