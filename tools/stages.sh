#!/usr/bin/env bash
# Runs the Makefile's targets that are named, one after the other, each under a
# heading and with its seconds, and stops at the first that fails.
set -euo pipefail

# Tells the Makefile that the set-up has been run.
export ALONGSIDE_STAGE=1

passed=()
began=$SECONDS
for stage in "$@"; do
  what=$(sed -n "s/^$stage:.*## //p" Makefile)
  printf '\n=== %s: %s\n' "$stage" "$what"
  stage_began=$SECONDS
  if ! "${MAKE:-make}" --no-print-directory "$stage" </dev/null; then
    printf '\n=== %s FAILED after %d s. Passed before it: %s\n' \
      "$stage" "$((SECONDS - stage_began))" "${passed[*]:-nothing}" >&2
    printf '    To see it alone: make %s\n' "$stage" >&2
    exit 1
  fi
  printf -- '--- %s: %d s\n' "$stage" "$((SECONDS - stage_began))"
  passed+=("$stage")
done
printf '\n=== All %d stages passed in %d s: %s\n' "${#passed[@]}" "$((SECONDS - began))" "${passed[*]}"
