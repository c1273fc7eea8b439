#!/usr/bin/env bash
# Keeps one comment on the pull request: writes it anew when there is one, and does not begin one to say that nothing changed.
set -euo pipefail

comments="repos/$GITHUB_REPOSITORY/issues/$OPSEX_PULL_REQUEST/comments"
mark="$(head -n 1 "$OPSEX_COMMENT")"
found="$(gh api --paginate "$comments" --jq ".[] | select(.body | startswith(\"$mark\")) | .id" | head -n 1)"
if [ -n "$found" ]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$found" -F "body=@$OPSEX_COMMENT"
elif ! sed -n 2p "$OPSEX_COMMENT" | grep -q '^opsex: nothing changed'; then
  gh api --silent --method POST "$comments" -F "body=@$OPSEX_COMMENT"
fi
