#!/usr/bin/env bash
# Brings .github/rulesets/*.json into force in the repository that this is a clone of. Needs gh, signed in as an administrator.
set -euo pipefail
cd "$(dirname "$0")/.."

for file in .github/rulesets/*.json; do
  name="$(sed -nE '2s/.*"name": "(.*)",/\1/p' "$file")"
  id="$(gh api "repos/{owner}/{repo}/rulesets" --jq ".[] | select(.name == \"$name\") | .id")"
  if [ -n "$id" ]; then
    gh api --method PUT "repos/{owner}/{repo}/rulesets/$id" --input "$file" >/dev/null
  else
    gh api --method POST "repos/{owner}/{repo}/rulesets" --input "$file" >/dev/null
  fi
  echo "$file is in force"
done
