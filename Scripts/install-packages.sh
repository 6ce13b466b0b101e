#!/bin/sh
# Installs those of the named Debian packages that are missing, and says so.
# Servers among them are neither started nor enabled: the tests start their own.
set -eu
missing=
for package in "$@"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed$' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null; then
  echo "Please install what these Debian packages hold:$missing" >&2
  exit 1
fi
as_root=
[ "$(id -u)" = 0 ] || as_root=sudo
echo "Installing with apt-get:$missing"

# Debian asks this file whether a package may start its service; 101 is no.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' | $as_root tee "$policy" >/dev/null
  $as_root chmod 755 "$policy"
  trap '$as_root rm -f "$policy"' EXIT
fi
$as_root apt-get update -qq
# shellcheck disable=SC2086 # a list of words
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
for service in squid rsyslog slapd; do
  case "$missing " in
    *" $service "*) [ ! -d /run/systemd/system ] || $as_root systemctl disable --quiet "$service" || true ;;
  esac
done
