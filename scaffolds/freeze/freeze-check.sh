#!/usr/bin/env bash
# Refuses a deployment on a day of ops/freezes.yaml. The day can be given to try it, as FREEZE_DAY
set -euo pipefail
calendar="$(dirname "$0")/freezes.yaml"
today="${FREEZE_DAY:-$(date -u +%Y-%m-%d)}"

while read -r from until why; do
  if [[ "$today" < "$from" || "$today" > "$until" ]]; then
    continue
  fi
  if [ -n "${DEPLOY_DESPITE_FREEZE:-}" ]; then
    echo "freeze until $until ($why), passed for $DEPLOY_DESPITE_FREEZE"
    continue
  fi
  if [[ ! "$today" < "$from" ]]; then
    echo "deployment freeze from $from until $until: $why. In an emergency ask «who»." >&2
    exit 1
  fi
done < <(sed -nE 's/^ *- \{ from: "([0-9-]{10})", until: "([0-9-]{10})", why: "(.*)" \}$/\1 \2 \3/p' "$calendar")
