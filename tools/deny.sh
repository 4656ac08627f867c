#!/usr/bin/env bash
# What we depend on, against deny.toml. Licences, bans and sources can be checked
# anywhere. Known weaknesses are looked up in a database on the net: where it
# cannot be reached they are not checked, and that is said.
set -euo pipefail

locked=()
[ -z "${CI:-}" ] || locked=(--locked)
deny() { cargo deny ${locked[@]+"${locked[@]}"} "$@"; }

deny check --hide-inclusion-graph licenses bans sources

log=$(mktemp)
trap 'rm -f "$log"' EXIT
if deny fetch db >"$log" 2>&1; then
  deny check --hide-inclusion-graph advisories
else
  echo "advisories NOT CHECKED: their database could not be reached from here:"
  grep -v '^[[:space:]]*$' "$log" | tail -n 1 | sed 's/^/    /'
fi
