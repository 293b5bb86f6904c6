#!/usr/bin/env bash
# Fetches Clerk's browser code with npm into target/clerk-assets, and Clerk's SDK for Node and axe, which checks whether all
# people can use a page, into target/node_modules, unless they are there.
set -euo pipefail
cd "$(dirname "$0")"

for package in clerk-js@6.40.0 ui@1.36.0; do
  folder=target/clerk-assets/${package%@*}
  [[ -e $folder/package.json ]] && continue
  mkdir -p "$folder"
  npm pack --silent --fetch-retries=1 --pack-destination target "@clerk/$package" >/dev/null
  tar xzf "target/clerk-${package/@/-}.tgz" -C "$folder" --strip-components=1
done

if [[ ! -e target/node_modules/@clerk/backend/package.json || ! -e target/node_modules/axe-core/package.json ]]; then
  npm install --silent --fetch-retries=1 --no-audit --no-fund --no-save --no-package-lock --ignore-scripts \
    --prefix target @clerk/backend@3.25.0 axe-core@4.10.3 >/dev/null
fi
