#!/usr/bin/env bash
# Fetches Clerk's browser code with npm into target/clerk-assets, unless it is there.
set -euo pipefail
cd "$(dirname "$0")"

for package in clerk-js@6.40.0 ui@1.36.0; do
  folder=target/clerk-assets/${package%@*}
  [[ -e $folder/package.json ]] && continue
  mkdir -p "$folder"
  npm pack --silent --fetch-retries=1 --pack-destination target "@clerk/$package" >/dev/null
  tar xzf "target/clerk-${package/@/-}.tgz" -C "$folder" --strip-components=1
done
