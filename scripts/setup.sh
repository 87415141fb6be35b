#!/bin/sh
# Installs the Debian packages that the build needs, by name, and only those that are absent,
# so that `make run` and `make test` work on a fresh machine that has Swift.
set -eu
missing=""
for package in libsqlite3-dev libpcre2-dev libarchive-dev zlib1g-dev libzstd-dev; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
command -v apt-get >/dev/null || { echo "please install:$missing" >&2; exit 1; }
root=""
[ "$(id -u)" = 0 ] || root="sudo"
echo "installing:$missing" >&2
$root apt-get update -q >/dev/null
# shellcheck disable=SC2086
$root apt-get install -y -q --no-install-recommends $missing >/dev/null
