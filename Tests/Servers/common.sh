# What the scripts of this folder share: a folder for their work, servers in the background, and checks. The caller
# may define `clean_up`, which runs when all servers have stopped.
work=$(mktemp -d)
children=()
stop() {
  for child in "${children[@]}"; do kill "$child" 2>/dev/null || true; done
  wait "${children[@]}" 2>/dev/null || true
  if declare -F clean_up >/dev/null; then clean_up; fi
  if [[ ${KEEP:-} ]]; then echo "kept: $work"; else rm -rf "$work"; fi
}
trap stop EXIT
trap 'exit 130' INT TERM

# start NAME COMMAND…: runs a server in the background; what it says goes to a file.
start() {
  local name=$1
  shift
  "$@" >"$work/$name.out" 2>&1 </dev/null &
  children+=($!)
}

# wait_for WHAT COMMAND…: until the command succeeds, ten seconds at most.
wait_for() {
  local what=$1
  shift
  for ((try = 0; try < 200; try++)); do
    if "$@" >/dev/null 2>&1; then return; fi
    sleep 0.05
  done
  echo "waited in vain for $what" >&2
  tail -n 5 "$work"/*.out "$work"/*/cache.log 2>/dev/null >&2 || true
  exit 70
}

passed=0
failed=0

# check WHAT EXPECTED GOT: of several lines, only those that differ are shown.
check() {
  if [[ $2 == "$3" ]]; then
    echo "ok $1"
    passed=$((passed + 1))
  else
    echo "FAILED $1"
    { diff <(echo "$2") <(echo "$3") || true; } |
      sed -n 's/^< /  expected: /p; s/^> /  got:      /p' | sort | awk 'count[$1]++ < 3'
    failed=$((failed + 1))
  fi
}
