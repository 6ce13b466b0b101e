#!/usr/bin/env bash
# Lets real programs talk in a network namespace of this script's own and holds what schattenki hears there against
# what was said: live, and in the capture that tcpdump wrote of the same packets.
#
#   Tests/Servers/live.sh [SCHATTENKI-BINARY]
#
# Nothing leaves the namespace, which has a loopback device only. Works as root, or as any user where the kernel lets
# users make namespaces; elsewhere it says so and tests nothing.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
schattenki=$(realpath "${1:-$here/../../.build/release/schattenki}")
PATH=$PATH:/usr/sbin:/sbin
export LC_ALL=C.UTF-8 TZ=UTC

missing=()
need() { type -P "$1" >/dev/null || missing+=("$2"); }
need ip iproute2
need unshare util-linux
need setpriv util-linux
need dnsmasq dnsmasq-base
need dig bind9-dnsutils
need curl curl
need openssl openssl
need tcpdump tcpdump
need jq jq
need python3 python3
if ((${#missing[@]})); then
  echo "missing: ${missing[*]}; get them with: apt-get install ${missing[*]}" >&2
  exit 69
fi
[[ -x $schattenki ]] || { echo "$schattenki is not there: build it first" >&2; exit 66; }

if [[ ! ${INSIDE_NAMESPACE:-} ]]; then
  namespace=(unshare --net)
  ((EUID == 0)) || namespace=(unshare --user --map-root-user --net)
  if ! "${namespace[@]}" true 2>/dev/null; then
    echo "live tests skipped: this kernel lets this user make no network namespace" >&2
    exit 0
  fi
  INSIDE_NAMESPACE=$EUID exec "${namespace[@]}" "$0" "$schattenki"
fi

source "$here/common.sh"

# A client, a resolver, the server of a service in the cloud and a model server inside the company.
client=10.1.2.3 resolver=192.0.2.53 cloud=192.0.2.10 model=10.9.9.9
ip link set lo up
for address in $client $resolver $cloud $model; do ip address add "$address/32" dev lo; done

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=chatgpt.com \
  -keyout "$work/key.pem" -out "$work/certificate.pem" 2>/dev/null
head -c 300000 /dev/zero >"$work/answer"
start resolver dnsmasq --keep-in-foreground --no-resolv --no-hosts --no-daemon --conf-file=/dev/null \
  --listen-address=$resolver --bind-interfaces --address=/chatgpt.com/$cloud --address=/hidden.example/$cloud
(cd "$work" && exec openssl s_server -quiet -accept $cloud:443 -key key.pem -cert certificate.pem -WWW) \
  >"$work/cloud.out" 2>&1 </dev/null &
children+=($!)
start model python3 -c '
import http.server
class Model(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200); self.end_headers(); self.wfile.write(b"{}")
http.server.HTTPServer(("'$model'", 11434), Model).serve_forever()'
wait_for "the resolver" dig +short +tries=1 +time=1 @$resolver -b $client up.example
wait_for "the cloud" curl -sk --interface $client --connect-to "up.example:443:$cloud:443" https://up.example/answer -o /dev/null
wait_for "the model server" curl -s --interface $client http://$model:11434/ -d x

# The traffic of the test: what is asked before this line is not heard.
start tcpdump tcpdump -i lo -U -w "$work/traffic.pcap"
recorder=$!
"$schattenki" capture --device lo --minimum-group-size 1 --output json --time-zone UTC >"$work/live.json" 2>"$work/live.err" </dev/null &
listener=$!
children+=($listener)
wait_for "schattenki" grep -q 'lo' "$work/live.err"
wait_for "tcpdump" grep -q 'listening on lo' "$work/tcpdump.out"

dig +short @$resolver -b $client chatgpt.com >/dev/null
dig +short +tcp @$resolver -b $client ChatGPT.com AAAA >/dev/null
curl -sk --interface $client --connect-to "chatgpt.com:443:$cloud:443" https://chatgpt.com/answer -o "$work/got"
curl -s --interface $client http://$model:11434/api/generate -d '{"prompt":"a secret question"}' >/dev/null
curl -s --interface $client http://$model:11434/api/chat -d '{"prompt":"a secret question"}' >/dev/null
# A server that is not named: the answer of the resolver tells.
dig +short @$resolver -b $client chatgpt.com >/dev/null
echo | openssl s_client -noservername -bind $client -connect $cloud:443 >/dev/null 2>&1 || true
sleep 1
kill -INT "$listener"
wait "$listener" && status=0 || status=$?
kill -INT "$recorder"
wait "$recorder" || true

check "the answer came" 300000 "$(stat -c %s "$work/got")"
check "capture: status" 0 "$status"

# findings FILE: what was found, without what a second run cannot have the same.
findings() {
  jq -cS '[.findings[] | {service, verdict, accesses, blocked, bytes_up, bytes_down, evidence}] | sort_by(.service)' "$1"
}
service() { jq -c --arg id "$1" '[.findings[] | select(.service == $id)] | .[0] | '"$2" "$3"; }

check "live: services" '["chatgpt","ollama"]' "$(jq -c '[.findings[].service] | sort' "$work/live.json")"
check "live: lookups" 3 "$(service chatgpt .accesses.dns "$work/live.json")"
check "live: connections" 2 "$(service chatgpt .accesses.tls "$work/live.json")"
check "live: a session" '"L2"' "$(service chatgpt .evidence "$work/live.json")"
check "live: bytes down" true "$(service chatgpt '.bytes_down >= 300000 and .bytes_down < 320000' "$work/live.json")"
check "live: bytes up" true "$(service chatgpt '.bytes_up > 200 and .bytes_up < 4000' "$work/live.json")"
check "live: requests to the model" 2 "$(service ollama .accesses.http "$work/live.json")"
check "live: names" '[1,1]' "$(jq -c '[.sources[0].packets.names_inferred, .sources[0].packets.tls_named]' "$work/live.json")"
check "live: dropped" 0 "$(jq '.sources[0].packets.frames_dropped' "$work/live.json")"
check "live: complete" true "$(jq .complete "$work/live.json")"
check "live: no prompt, no address" 0 "$(grep -c -e secret -e "$client" "$work/live.json" || true)"

# The same packets from a file, plain and compressed, and from standard input.
gzip -c "$work/traffic.pcap" >"$work/traffic.gz"
for file in traffic.pcap traffic.gz; do
  "$schattenki" analyze "$work/$file" --minimum-group-size 1 --output json --time-zone UTC >"$work/file.json" 2>/dev/null
  check "$file: the same findings" "$(findings "$work/live.json")" "$(findings "$work/file.json")"
done
"$schattenki" analyze - --minimum-group-size 1 --output json --time-zone UTC <"$work/traffic.pcap" >"$work/file.json" 2>/dev/null
check "standard input: the same findings" "$(findings "$work/live.json")" "$(findings "$work/file.json")"

# Rights, and devices that are not there.
"$schattenki" capture --device nothere >/dev/null 2>"$work/err" && status=0 || status=$?
check "no such device: status" 66 "$status"
check "no such device: what there is" 1 "$(grep -c "'nothere'.*lo" "$work/err")"
check "devices" 1 "$("$schattenki" capture --list-devices | grep -c '^lo: up')"
if [[ $INSIDE_NAMESPACE == 0 ]]; then
  chmod 755 "$work" && install -m 755 "$schattenki" "$work/schattenki"
  unprivileged=(setpriv --reuid 65534 --regid 65534 --clear-groups)
  "${unprivileged[@]}" "$work/schattenki" capture --device lo >/dev/null 2>"$work/err" && status=0 || status=$?
  check "without rights: status" 77 "$status"
  check "without rights: setcap" 1 "$(grep -c 'setcap cap_net_raw' "$work/err")"
  "${unprivileged[@]}" --inh-caps +net_raw --ambient-caps +net_raw \
    "$work/schattenki" capture --device lo --for 1s --minimum-group-size 1 --output json >"$work/raw.json" 2>"$work/err" && status=0 || status=$?
  check "with CAP_NET_RAW alone: status" 0 "$status"
fi

echo "$passed passed, $failed failed"
((failed == 0))
