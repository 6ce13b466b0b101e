#!/usr/bin/env bash
# Lets real servers write logs and holds what schattenki reads in them against what was asked.
#
#   Tests/Servers/run.sh [SCHATTENKI-BINARY]
#
# Squid, dnsmasq, Unbound, BIND and rsyslog run as children of this script on loopback ports, in a folder that is
# removed at the end unless KEEP=1. No network is needed and no system service is touched.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
schattenki=$(realpath "${1:-$here/../../.build/release/schattenki}")
PATH=$PATH:/usr/sbin:/sbin
export LC_ALL=C.UTF-8
# Far from UTC and half an hour off, so that no zone is right by accident.
export TZ=Asia/Kolkata

missing=()
need() { type -P "$1" >/dev/null || missing+=("$2"); }
need squid squid
need dnsmasq dnsmasq-base
need unbound unbound
need named bind9
need curl curl
need dig bind9-dnsutils
need rsyslogd rsyslog
need jq jq
need python3 python3
need logger bsdutils
if ((${#missing[@]})); then
  echo "missing: ${missing[*]}; get them with: apt-get install ${missing[*]}" >&2
  exit 69
fi
[[ -x $schattenki ]] || { echo "$schattenki is not there: build it first" >&2; exit 66; }

service=schattenki$$
# Squid leaves its shared memory behind when it is stopped without its own delay.
clean_up() { rm -f /dev/shm/"$service"-*; }
source "$here/common.sh"

listens() { (: <>"/dev/tcp/127.0.0.1/$1"); }
has_lines() { (($(wc -l <"$1") >= $2)); }

records() { "$schattenki" records "$@" 2>>"$work/warnings" || true; }

# findings LOG…: service, accesses, refused ones, people, bytes; one a line.
findings() {
  "$schattenki" analyze --config "$work/company" --minimum-group-size 1 --output json "$@" \
    2>>"$work/warnings" |
    jq -r '.findings[] | [.department, .service, (.accesses | add), .blocked, .people,
      .bytes_down] | map(. // "-") | join(" ")' | sort
}

# Ports that were free a moment ago.
read -r web_port proxy_port extra_port plain_port unbound_port named_port < <(python3 -c '
import socket
sockets = [socket.socket() for _ in range(6)]
for s in sockets: s.bind(("127.0.0.1", 0))
print(*(s.getsockname()[1] for s in sockets))')

has_ipv6=false
if python3 -c 'import socket; socket.socket(socket.AF_INET6).bind(("::1", 0))' 2>/dev/null; then
  has_ipv6=true
else
  echo "skipped: IPv6, which this machine's loopback does not have"
fi

mkdir "$work/company" "$work/www" "$work/squid" "$work/rsyslog"
cat >"$work/company/departments.yaml" <<END
departments:
  - name: sales
    users: ['CORP\ben', 'carl lang', 'jörg']
  - name: everybody
    networks: [127.0.0.0/8, '::1/128']
END

# --- Squid ---------------------------------------------------------------------------------------

head -c 50000 /dev/zero >"$work/www/large"
start web python3 -m http.server --directory "$work/www" --bind 127.0.0.1 "$web_port"
if $has_ipv6; then
  start web6 python3 -m http.server --directory "$work/www" --bind ::1 "$web_port"
fi

cd "$work/squid"
cat >hosts <<END
127.0.0.1 chatgpt.com api.openai.com claude.ai www.example.com
END
# Every user is let in.
echo 'while read -r _; do echo OK; done' >welcome.sh
cat >squid.conf <<END
http_port 127.0.0.1:$proxy_port
$($has_ipv6 && echo "http_port [::1]:$proxy_port")
visible_hostname localhost
hosts_file $PWD/hosts
dns_nameservers 127.0.0.1
pid_filename $PWD/pid
coredump_dir $PWD
cache_log $PWD/cache.log
access_log stdio:$PWD/squid-native.log squid
access_log stdio:$PWD/common.log common
access_log stdio:$PWD/combined.log combined
buffered_logs off
cache deny all
pinger_enable off
netdb_filename none
shutdown_lifetime 0 seconds
auth_param basic program /bin/sh $PWD/welcome.sh
auth_param basic children 1
auth_param basic casesensitive on
acl open dstdomain -n www.example.com
acl refused dstdomain -n claude.ai
acl known proxy_auth REQUIRED
http_access allow open
http_access deny !known
http_access deny refused
http_access allow all
END
# Started by root, Squid goes on as its own user.
if ((EUID == 0)); then
  chmod 755 "$work"
  chown -R proxy "$work/squid"
fi
start squid squid -N -n "$service" -f squid.conf
wait_for "the web server" listens "$web_port"
wait_for Squid listens "$proxy_port"
# The probe of the port is in the logs as well: a connection without a request.
wait_for "Squid's first line" has_lines squid-native.log 1
proxy6="http://[::1]:$proxy_port"

names=()
expected=()
# request NAME EXPECTED CURL-ARGUMENT…: one request, of which every log gets one line. Expected are
# client, method, host, user and action; nothing for a line that tells of no access.
request() {
  names+=("$1")
  expected+=("$2")
  shift 2
  curl -s -m 5 -o /dev/null -x "http://127.0.0.1:$proxy_port" "$@" || true
  wait_for "the log of ${names[-1]}" has_lines squid-native.log $((${#names[@]} + 1))
}

web=chatgpt.com:$web_port
from=127.0.0.1
request "no user yet" "$from GET chatgpt.com - blocked" "http://$web/"
request "user" "$from GET chatgpt.com anna allowed" -U anna:x "http://$web/"
request "user with domain" "$from GET chatgpt.com CORP\\ben allowed" -U 'CORP\ben:x' "http://$web/"
request "user with a blank" "$from GET chatgpt.com carl lang allowed" \
  -U 'carl lang:x' "http://$web/"
request "user with an umlaut" "$from GET chatgpt.com jörg allowed" -U 'jörg:x' "http://$web/"
request "user with signs" "$from GET chatgpt.com a%b[c] allowed" -U 'a%b[c]:x' "http://$web/"
request "user as address" "$from GET chatgpt.com anna@corp.example allowed" \
  -U anna@corp.example:x "http://$web/"
request "other client" "127.0.0.7 GET chatgpt.com anna allowed" \
  --interface 127.0.0.7 -U anna:x "http://$web/"
request "tunnel" "$from CONNECT chatgpt.com anna allowed" -p -U anna:x "http://$web/large"
request "tunnel without user" "$from CONNECT chatgpt.com - blocked" -p "http://$web/"
request "refused" "$from GET claude.ai anna blocked" -U anna:x "http://claude.ai:$web_port/"
request "refused tunnel" "$from CONNECT claude.ai anna blocked" \
  -p -U anna:x "http://claude.ai:$web_port/"
request "capitals and dot" "$from GET api.openai.com anna allowed" \
  -U anna:x "http://API.OpenAI.com.:$web_port/large"
request "query" "$from GET api.openai.com anna allowed" \
  -U anna:x "http://api.openai.com:$web_port/large?a=%20b&c=%22"
request "not found" "$from GET api.openai.com anna allowed" \
  -U anna:x "http://api.openai.com:$web_port/nothing"
request "upload" "$from POST api.openai.com anna allowed" \
  -U anna:x --data-binary "@$work/www/large" "http://api.openai.com:$web_port/"
request "nobody answers" "$from GET chatgpt.com anna allowed" -U anna:x http://chatgpt.com:1/
request "other host" "$from GET www.example.com - allowed" "http://www.example.com:$web_port/"
request "address" "$from GET 127.0.0.1 anna allowed" -U anna:x "http://127.0.0.1:$web_port/"
# Squid writes both headers as they are, quotes and all: they must hide nothing.
request "quotes in the browser's name" "$from GET chatgpt.com anna allowed" \
  -U anna:x -A 'a "b" c' "http://$web/"
request "quote in the referrer" "$from GET chatgpt.com anna allowed" \
  -U anna:x -e 'http://a"b/' "http://$web/"
request "backslash ends the browser's name" "$from GET chatgpt.com anna allowed" \
  -U anna:x -A "a\\" "http://$web/"
request "quotes, refused" "$from GET claude.ai anna blocked" \
  -U anna:x -A '"a" b' -e '"' "http://claude.ai:$web_port/"
request "quote in the path" "$from GET chatgpt.com anna allowed" \
  -U anna:x --path-as-is "http://$web/a\"b"
request "the proxy itself" "" -x "" "http://127.0.0.1:$proxy_port/"
if $has_ipv6; then
  request "over IPv6" "::1 GET chatgpt.com anna allowed" -x "$proxy6" -U anna:x "http://$web/"
  request "to an IPv6 address" "$from GET ::1 anna allowed" -U anna:x "http://[::1]:$web_port/"
  request "tunnel over and to IPv6" "::1 CONNECT ::1 anna allowed" \
    -x "$proxy6" -p -U anna:x "http://[::1]:$web_port/"
fi
wait_for "the other logs" has_lines combined.log $((${#names[@]} + 1))

for format in squid-native common combined; do
  records "$format.log" >"$format.json"
  check "$format: detected" "\"$format\"" "$(jq .format "$format.json" | sort -u)"
  check "$format: kind" '"proxy"' "$(jq .kind "$format.json" | sort -u)"
  for index in "${!names[@]}"; do
    line=$((index + 2))
    want=${expected[index]}
    if [[ $want ]]; then
      # Size and time are Squid's own; the native log alone has milliseconds.
      read -r time _ _ _ size _ < <(sed -n "${line}p" squid-native.log)
      if [[ $format != squid-native ]]; then time=${time%.*}; fi
      want+=" $size $(date -u -d "@$time" +%FT%T.%3NZ)"
    fi
    check "$format: ${names[index]}" "$want" \
      "$(jq -r --argjson line "$line" 'select(.line == $line)
        | "\(.src_ip) \(.method) \(.host) \(.user // "-") \(.action) \(.bytes_down) \(.ts)"' \
        "$format.json")"
  done
done

# By Squid's own log: department, service, accesses, refused ones, people, bytes.
expected_findings=$(awk '
  $7 ~ /:[0-9]+/ {
    host = tolower($7)
    service = host ~ /chatgpt/ ? "chatgpt" : host ~ /openai/ ? "openai-api" : "claude"
    if (host !~ /chatgpt|openai|claude/) next
    key = (/ (CORP\\\\ben|carl lang|j%c3%b6rg) HIER/ ? "sales " : "everybody ") service
    accesses[key]++
    blocked[key] += /TCP_DENIED/
    bytes[key] += $5
  }
  END {
    people["everybody chatgpt"] = 2; people["sales chatgpt"] = 3
    people["everybody openai-api"] = people["everybody claude"] = 1
    for (key in accesses) print key, accesses[key], blocked[key], people[key], bytes[key]
  }' squid-native.log | sort)
for format in squid-native common combined; do
  check "$format: findings" "$expected_findings" "$(findings "$format.log")"
done
# Three logs of one proxy: three times the accesses, but no more people.
check "people of all three logs" "$(cut -d ' ' -f 1,2,5 <<<"$expected_findings")" \
  "$(findings squid-native.log common.log combined.log | cut -d ' ' -f 1,2,5)"

# What only paths and programs tell; the native log does not show the latter.
request "a program" "" -A "claude-cli/2.0.1 (external, cli)" "http://www.example.com:$web_port/a"
request "a path" "" --data-binary x "http://www.example.com:$web_port/v1/chat/completions?a=b"
wait_for "the last two lines" has_lines combined.log $((${#names[@]} + 1))
for format in squid-native combined; do
  tail -n 2 "$format.log" >"$format-tail.log"
  "$schattenki" analyze --format "$format" --config "$work/company" --minimum-group-size 1 --output json \
    "$format-tail.log" >"$format-tail.json"
done
program='[.findings[] | "\(.service) \(.accesses.proxy)"] | join(" ")'
check "combined: the program of a request" "claude-code 1" "$(jq -r "$program" combined-tail.json)"
check "squid-native: no program" "" "$(jq -r "$program" squid-native-tail.json)"
candidate='.candidates[] | "\(.host) \(.reason) \(.detail)"'
for format in squid-native combined; do
  check "$format: a candidate by its path" "www.example.com path /v1/chat/completions" \
    "$(jq -r "$candidate" "$format-tail.json")"
  check "$format: no path in the output" "0" "$(grep -c 'completions?a' "$format-tail.json" || true)"
done
for format in squid-native common combined; do records "$format.log" >"$format.json"; done

# --- dnsmasq -------------------------------------------------------------------------------------

cd "$work"
# start_dnsmasq NAME PORT LOG-QUERIES: claude.ai leads nowhere, gemini.google.com for IPv6 too, and
# copilot.microsoft.com is said not to exist.
start_dnsmasq() {
  start "$1" dnsmasq --keep-in-foreground --conf-file=/dev/null --no-resolv --no-hosts \
    --user="$(id -un)" --pid-file= --port="$2" --listen-address="$dns_addresses" \
    --bind-interfaces "$3" --log-facility="$work/$1.log" --address=/claude.ai/0.0.0.0 \
    --address=/gemini.google.com/# --address=/copilot.microsoft.com/ \
    --address=/chatgpt.com/192.0.2.10
}
dns_addresses=127.0.0.1
if $has_ipv6; then dns_addresses+=,::1; fi
begin=$(date +%s)
start_dnsmasq extra "$extra_port" --log-queries=extra
start_dnsmasq plain "$plain_port" --log-queries
wait_for dnsmasq listens "$extra_port"
wait_for "the second dnsmasq" listens "$plain_port"

# CLIENT TYPE NAME
queries="127.0.0.1 A chatgpt.com
127.0.0.1 AAAA chatgpt.com
127.0.0.1 HTTPS chatgpt.com
127.0.0.2 A ChatGPT.com
127.0.0.2 A chatgpt.com.
127.0.0.1 A claude.ai
127.0.0.2 A claude.ai
127.0.0.2 A Claude.AI
127.0.0.1 A www.claude.ai
127.0.0.2 A gemini.google.com
127.0.0.2 AAAA gemini.google.com
127.0.0.2 A copilot.microsoft.com
127.0.0.1 HTTPS copilot.microsoft.com
127.0.0.1 A www.example.com
127.0.0.1 PTR 4.3.2.10.in-addr.arpa
127.0.0.1 SRV _ldap._tcp.example.com"
if $has_ipv6; then
  queries+=$'\n'"::1 A chatgpt.com"$'\n'"::1 A claude.ai"
fi
while read -r client type name; do
  server=127.0.0.1
  if [[ $client == *:* ]]; then server=$client; fi
  for port in "$extra_port" "$plain_port"; do
    dig +short +tries=1 +timeout=2 -b "$client" -p "$port" "@$server" "$type" "$name" \
      >/dev/null || true
  done
done <<<"$queries"
# The root is a name that no service has.
dig +short +tries=1 +timeout=2 -p "$extra_port" @127.0.0.1 NS . >/dev/null || true

expected_queries=$(awk '{ sub("[.]$", ""); print $1, tolower($3) }' <<<"$queries")
# One person at an address; claude.ai has an answer that leads nowhere for A alone.
expected_findings=$(awk '
  {
    name = tolower($3)
    service = name ~ /chatgpt/ ? "chatgpt" : name ~ /claude/ ? "claude" : name ~ /gemini/ ? \
      "gemini" : name ~ /copilot/ ? "microsoft-copilot" : ""
    if (service == "") next
    accesses[service]++
    blocked[service] += service != "chatgpt"
    if (!seen[service, $1]++) people[service]++
  }
  END { for (s in accesses) print "everybody", s, accesses[s], blocked[s], people[s], "-" }
  ' <<<"$queries" | sort)
for kind in extra plain; do
  records "$kind.log" >"$kind.json"
  check "dnsmasq $kind: detected" '"dnsmasq"' "$(jq .format "$kind.json" | sort -u)"
  check "dnsmasq $kind: kind" '"dns"' "$(jq .kind "$kind.json" | sort -u)"
  check "dnsmasq $kind: clients and hosts, one record a query" "$expected_queries" \
    "$(jq -r '"\(.src_ip) \(.host)"' "$kind.json")"
  check "dnsmasq $kind: times" true "$(jq -s --argjson first "$begin" --argjson last "$(date +%s)" \
    'all(.[].ts | sub("\\.[0-9]+Z"; "Z") | fromdate; . >= $first and . <= $last)' "$kind.json")"
  check "dnsmasq $kind: findings, refused lookups once each" "$expected_findings" \
    "$(findings "$kind.log")"
done

# --- Unbound and BIND ----------------------------------------------------------------------------

# Both know chatgpt.com, and refuse claude.ai and gemini.google.com; nothing is asked elsewhere.
mkdir "$work/unbound" "$work/named"
cat >"$work/unbound/unbound.conf" <<END
server:
  interface: 127.0.0.1@$unbound_port
  directory: "$work/unbound"
  chroot: ""
  username: ""
  pidfile: ""
  do-daemonize: no
  use-syslog: no
  logfile: "$work/unbound.log"
  log-queries: yes
  log-replies: yes
  log-local-actions: yes
  module-config: "iterator"
  local-zone: "chatgpt.com." redirect
  local-data: "chatgpt.com. A 192.0.2.10"
  local-zone: "claude.ai." always_nxdomain
  local-zone: "gemini.google.com." refuse
END
cat >"$work/named/named.conf" <<END
options {
  directory "$work/named";
  pid-file none;
  session-keyfile "$work/named/session.key";
  listen-on port $named_port { 127.0.0.1; };
  listen-on-v6 { none; };
  dnssec-validation no;
  response-policy { zone "rpz"; } qname-wait-recurse no;
};
logging {
  channel queries { file "$work/named.log"; print-time yes; print-category yes; print-severity yes; };
  category queries { queries; };
  category rpz { queries; };
};
controls { };
zone "rpz" { type primary; file "rpz.zone"; };
zone "chatgpt.com" { type primary; file "chatgpt.zone"; };
END
zone=$'$TTL 60\n@ SOA localhost. root.localhost. 1 3600 900 86400 60\n@ NS localhost.\n'
printf '%sclaude.ai CNAME .\n*.claude.ai CNAME .\ngemini.google.com CNAME .\n' "$zone" \
  >"$work/named/rpz.zone"
printf '%s@ A 192.0.2.10\nwww A 192.0.2.10\n' "$zone" >"$work/named/chatgpt.zone"
start unbound unbound -d -c "$work/unbound/unbound.conf"
start named named -f -c "$work/named/named.conf"
wait_for Unbound listens "$unbound_port"
wait_for BIND listens "$named_port"

queries="127.0.0.1 A chatgpt.com
127.0.0.1 HTTPS chatgpt.com
127.0.0.2 A ChatGPT.com
127.0.0.2 AAAA www.chatgpt.com
127.0.0.1 A claude.ai
127.0.0.2 A Claude.AI
127.0.0.2 AAAA www.claude.ai
127.0.0.1 A gemini.google.com"
while read -r client type name; do
  for port in "$unbound_port" "$named_port"; do
    dig +short +tries=1 +timeout=2 -b "$client" -p "$port" @127.0.0.1 "$type" "$name" \
      >/dev/null || true
  done
done <<<"$queries"
expected_queries=$(awk '{ print $1, tolower($3) }' <<<"$queries")
expected_findings="everybody chatgpt 4 0 2 -
everybody claude 3 3 2 -
everybody gemini 1 1 1 -"
for server in unbound named; do
  format=${server/named/bind}
  records "$server.log" >"$server.json"
  check "$server: detected" "\"$format\"" "$(jq .format "$server.json" | sort -u)"
  check "$server: clients and hosts, one record a query" "$expected_queries" \
    "$(jq -r '"\(.src_ip) \(.host)"' "$server.json")"
  check "$server: times" true "$(jq -s --argjson first "$begin" --argjson last "$(date +%s)" \
    'all(.[].ts | sub("\\.[0-9]+Z"; "Z") | fromdate; . >= $first and . <= $last)' "$server.json")"
  check "$server: findings, refused lookups once each" "$expected_findings" \
    "$(findings "$server.log")"
done

# --- rsyslog -------------------------------------------------------------------------------------

# The servers know no socket but /dev/log, which is the system's. So logger brings their lines to
# this rsyslog, in the same form; the facility says into which files.
logs=(extra plain squid-native common combined)
cd "$work/rsyslog"
{
  cat <<END
global(workDirectory="$PWD" maxMessageSize="64k")
module(load="imuxsock" SysSock.Use="off")
input(type="imuxsock" Socket="$PWD/socket")
END
  for index in "${!logs[@]}"; do
    cat <<END
local$index.* action(type="omfile" file="$PWD/${logs[index]}.traditional.log"
  template="RSYSLOG_TraditionalFileFormat")
local$index.* action(type="omfile" file="$PWD/${logs[index]}.rfc3339.log"
  template="RSYSLOG_FileFormat")
local$index.* action(type="omfile" file="$PWD/${logs[index]}.rfc5424.log"
  template="RSYSLOG_SyslogProtocol23Format")
END
  done
} >rsyslog.conf
start rsyslog rsyslogd -n -f "$PWD/rsyslog.conf" -i "$PWD/pid"
wait_for rsyslog test -S socket

for index in "${!logs[@]}"; do
  log=${logs[index]}
  if ((index < 2)); then
    direct=$work/$log
    tag='dnsmasq[812]'
    # Through syslog, the head is not dnsmasq's own.
    sed 's/^[^:]*:[^:]*:[^:]*: //' "$direct.log" >"$log.sent"
  else
    direct=$work/squid/$log
    tag='(squid-1)[4711]'
    cp "$direct.log" "$log.sent"
  fi
  logger --socket "$PWD/socket" --size 60000 --priority "local$index.info" --tag "$tag" \
    --file "$log.sent"
  for template in traditional rfc3339 rfc5424; do
    file=$log.$template.log
    wait_for "$file" has_lines "$file" "$(wc -l <"$log.sent")"
    name="rsyslog $template, $log"
    # Squid's lines have their own time in them; those of dnsmasq got a new one.
    if ((index < 2)); then
      format='"dnsmasq"'
      same='del(.ts, .format)'
    else
      format="\"$log-syslog\""
      same='del(.format)'
    fi
    records "$file" >"$file.json"
    check "$name: detected" "$format" "$(jq .format "$file.json" | sort -u)"
    check "$name: records as in the server's own log" "$(jq -c "$same" "$direct.json")" \
      "$(jq -c "$same" "$file.json")"
    check "$name: findings as of the server's own log" "$(findings "$direct.log")" \
      "$(findings "$file")"
  done
done

echo "$passed passed, $failed failed"
((failed == 0))
