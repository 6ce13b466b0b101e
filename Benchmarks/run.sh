#!/usr/bin/env bash
# Holds schattenki against ripgrep, tcpdump and the tools that only decompress.
#
#   Benchmarks/run.sh [SCHATTENKI-BINARY]
#
# Machines differ, so every verdict is a ratio of two runs that follow each other; above 1,
# schattenki is the faster one. LINES (1000000) and REPEATS (8) set the size of the log, ROUNDS (5)
# how often is measured.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
schattenki=$(realpath "${1:-$here/../.build/release/schattenki}")
lines=${LINES:-1000000}
repeats=${REPEATS:-8}
rounds=${ROUNDS:-5}
work=${TMPDIR:-/tmp}/schattenki-bench
unset RIPGREP_CONFIG_PATH
export LC_ALL=C

missing=()
need() { type -P "$1" >/dev/null || missing+=("$2"); }
need rg ripgrep
need python3 python3
need time time
need valgrind valgrind
need zstd zstd
need tcpdump tcpdump
need strip binutils
if ((${#missing[@]})); then
  echo "missing: ${missing[*]}; get them with: apt-get install ${missing[*]}" >&2
  exit 69
fi
[[ -x $schattenki ]] || { echo "$schattenki is not there: build it first" >&2; exit 66; }

mkdir -p "$work"
cd "$work"
echo "writing $lines lines, $repeats times, to $work" >&2
python3 "$here/traffic.py" log "$lines" >once.log
gzip -kf once.log
zstd -q -kf once.log
for ((i = 0; i < repeats; i++)); do cat once.log; done >whole.log
rm -rf signatures many-signatures
python3 "$here/traffic.py" signatures signatures
python3 "$here/traffic.py" signatures many-signatures --more 99000
python3 "$here/traffic.py" hosts >hosts.txt

# Commands are words without blanks, whatever the paths on this machine are.
ln -sf "$schattenki" schattenki
analyze="./schattenki analyze --no-built-in-signatures --signatures signatures --output json"
rg="rg -j1 -c -F -f hosts.txt whole.log"
echo 'zcat once.log.gz | wc -l' >zcat.sh
echo 'zstdcat once.log.zst | wc -l' >zstdcat.sh

run() {
  local words
  read -ra words <<<"$1"
  "${words[@]}"
}

# Kilobytes.
peak_memory() {
  run "command time -o memory.txt -f %M $1" >output
  tail -n 1 memory.txt
}

# Microseconds, by the shell's clock: that of time has steps of a hundredth of a second.
duration() {
  local begin=${EPOCHREALTIME/./}
  run "$1" >output
  echo $((${EPOCHREALTIME/./} - begin))
}

# compare NAME COMMAND OTHER [ROUNDS]: the two in turn, so that a busy moment meets both.
compare() {
  local memory other_memory
  memory=$(peak_memory "$2") # The warm-up too.
  other_memory=$(peak_memory "$3")
  for ((i = 0; i < ${4:-$rounds}; i++)); do
    echo "$(duration "$2") $(duration "$3")"
  done | awk '{ print $2 / $1 }' | sort -g |
    awk -v name="$1" -v memory="$memory" -v other_memory="$other_memory" '
      { ratio[NR] = $1 }
      END {
        median = (ratio[int((NR + 1) / 2)] + ratio[int(NR / 2) + 1]) / 2
        printf "%-32s %6.2f (%.2f to %.2f) %9.1f %9.1f\n",
          name, median, ratio[1], ratio[NR], memory / 1024, other_memory / 1024
      }'
}

# A benchmark of two programs that do not find the same says nothing.
run "$analyze whole.log" >output
found=$(python3 -c 'import json
print(sum(f["accesses"]["proxy"] for f in json.load(open("output"))["findings"]))')
expected=$(run "$rg")
echo "log of $(stat -c %s whole.log) bytes, AI hosts in $found lines (rg: $expected)"

echo "time of the other / time of schattenki: median (range); peak MiB of schattenki, of the other"
# ripgrep maps the file into memory, so its peak has the log in it.
compare "rg -j1 -c -F" "$analyze whole.log" "$rg"
# The other families of formats, with as many lines in a few hundred megabytes.
for format in dnsmasq key-value csv json; do
  python3 "$here/traffic.py" log $((lines / 2)) --format "$format" >family.once
  for ((i = 0; i < 2; i++)); do cat family.once; done >family.log
  compare "$format: rg -j1 -c -F" "$analyze family.log" "${rg/whole/family}"
done
# The cost of matching, and of loading, with a hundred times the hosts.
compare "100,000 hosts: 1,000 hosts" \
  "${analyze/signatures --output/many-signatures --output} whole.log" "$analyze whole.log"
compare "gzip: zcat | wc -l" "$analyze once.log.gz" "sh zcat.sh"
compare "zstd: zstdcat | wc -l" "$analyze once.log.zst" "sh zstdcat.sh"
# What libpcap itself needs to read the capture.
python3 "$here/traffic.py" capture $((lines / 40)) >whole.pcap
echo 'tcpdump -r whole.pcap -w /dev/null 2>&1' >tcpdump.sh
compare "capture: tcpdump -w /dev/null" "$analyze whole.pcap" "sh tcpdump.sh"
compare "services match: /bin/true" "./schattenki services match chatgpt.com" /bin/true 20

# Twice the lines must take hardly more allocations: a line has none of its own, only a block of a
# megabyte has. Valgrind does not get through Swift's debug information, hence the strip.
count=100000
strip -g -o stripped "$schattenki"
python3 "$here/traffic.py" log $((2 * count)) --without-ai >two.log
head -n "$count" two.log >one.log
allocations() {
  run "valgrind --log-file=valgrind.txt ${analyze/schattenki/stripped} $1" >output
  sed -n 's/.*total heap usage: \([0-9,]*\) allocs.*/\1/p' valgrind.txt | tr -d ,
}
one=$(allocations one.log)
two=$(allocations two.log)
per_line=$(awk -v n="$count" -v more=$((two - one)) 'BEGIN { printf "%.2f", more / n }')
echo "allocations a line: $per_line ($one for $count lines, $two for twice as many)"

# The same for frames, of which a connection has 13. The second half is the first without its header.
python3 "$here/traffic.py" capture $((count / 13)) >one.pcap
cat one.pcap <(tail -c +25 one.pcap) >two.pcap
one=$(allocations one.pcap)
two=$(allocations two.pcap)
per_frame=$(awk -v n="$count" -v more=$((two - one)) 'BEGIN { printf "%.2f", more / n }')
echo "allocations a frame: $per_frame ($one for $count frames, $two for twice as many)"

[[ $found == "$expected" && $per_line == 0.00 && $per_frame == 0.00 ]]
