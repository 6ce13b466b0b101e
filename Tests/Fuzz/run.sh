#!/bin/sh
# Fuzzes one part with libFuzzer and AddressSanitizer:
#
#   Tests/Fuzz/run.sh PART [SECONDS]
#
# Logs is the way from a file's bytes to records: decompression, lines, envelopes, detection and every format; its
# seeds are the fixtures. Captures, Frames, DNS, TLS, QUIC, HTTP and Flows are the parts of the way from a capture to
# records. Inputs that found something new stay in .build-fuzz/PART; a crash leaves its input in
# .build-fuzz/PART-crash-*.
set -eu
part=$1
seconds=${2:-60}
cd "$(dirname "$0")/../.."
build=.build-fuzz
export SCHATTENKI_FUZZ=1

swift build -c release --product "Fuzz$part" --scratch-path "$build" \
  -Xswiftc -sanitize=fuzzer,address
swiftc -sanitize=fuzzer,address "$build/release/libFuzz$part.a" \
  -lz -lzstd -llzma -lbz2 -lsqlite3 -o "$build/fuzz-$part"

corpus="$build/$part"
seeds="$build/$part-seeds"
rm -rf "$seeds"
mkdir -p "$corpus" "$seeds"
if [ "$part" = Logs ]; then
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
fi

# Without this the crashed process waits for swift-backtrace, which AddressSanitizer stops.
export SWIFT_BACKTRACE=enable=no
# What is made once, such as the list of formats, is let go by nobody; freed blocks of a reader's buffers would
# fill the memory.
export ASAN_OPTIONS=detect_leaks=0:quarantine_size_mb=16
exec "$build/fuzz-$part" "$corpus" "$seeds" \
  -max_total_time="$seconds" -max_len=4096 -artifact_prefix="$build/$part-"
