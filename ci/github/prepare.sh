#!/usr/bin/env bash
# Builds opsex from the checkout of the action, unless it is built.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
if [ -f dist/opsex.js ]; then
  exit 0
fi
npm ci --no-audit --no-fund --loglevel=error
npm run --silent build
