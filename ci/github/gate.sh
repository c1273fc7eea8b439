#!/usr/bin/env bash
# Runs the gate and hands the results to the workflow. Inputs come as variables of the environment, so that none of them is run as a script.
set -uo pipefail

opsex="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/dist/opsex.js"
out="$(mktemp -d "${RUNNER_TEMP:-/tmp}/opsex-XXXXXX")"
output="${GITHUB_OUTPUT:-/dev/null}"

args=()
[ -n "${OPSEX_MIN_LEVEL:-}" ] && args+=(--min-level "$OPSEX_MIN_LEVEL")
read -r -d '' -a controls <<< "${OPSEX_CONTROLS:-}"
for control in "${controls[@]}"; do args+=(--control "$control"); done
read -r -d '' -a criteria <<< "${OPSEX_REQUIRE:-}"
for criterion in "${criteria[@]}"; do args+=(--require "$criterion"); done
# The first push of a branch has nothing before it, which GitHub writes as zeros.
if [[ "${OPSEX_BASELINE:-}" =~ ^0+$ ]]; then
  echo "::notice::Nothing comes before this commit: it is compared with itself."
  OPSEX_BASELINE=HEAD
fi
[ "${OPSEX_NO_REGRESSION:-}" = true ] && args+=(--no-regression)
[ -n "${OPSEX_BASELINE:-}" ] && args+=(--baseline "$OPSEX_BASELINE")
[ "${OPSEX_ACCEPT_INCOMPLETE:-}" = true ] && args+=(--accept-incomplete)
args+=(--also "json=$out/gate.json" --also "assessment=$out/assessment.json" --also "sarif=$out/opsex.sarif")
args+=(--also "badge=$out/badge.svg" --also "markdown=$out/summary.md" --also "comment=$out/comment.md")

# What a repository says must not be taken for a command to the runner.
mute="$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
echo "::stop-commands::$mute"
node "$opsex" gate "${args[@]}" -- "${OPSEX_PATH:-.}"
status=$?
echo "::$mute::"

if [ ! -s "$out/gate.json" ]; then
  echo "result=error" >> "$output"
  exit "$status"
fi
[ -n "${GITHUB_STEP_SUMMARY:-}" ] && cat "$out/summary.md" >> "$GITHUB_STEP_SUMMARY"
node --input-type=module - "$out" >> "$output" <<'SCRIPT'
import { readFileSync } from 'node:fs';
const [folder] = process.argv.slice(2);
const { result, workloads } = JSON.parse(readFileSync(`${folder}/gate.json`, 'utf8'));
const level = workloads[0].level;
const outputs = {
  result,
  level: level?.proven ?? '',
  possible: level?.possible ?? '',
  json: `${folder}/assessment.json`,
  sarif: `${folder}/opsex.sarif`,
  badge: `${folder}/badge.svg`,
  comment: `${folder}/comment.md`,
};
for (const [name, value] of Object.entries(outputs)) console.log(`${name}=${value}`);
SCRIPT
exit "$status"
