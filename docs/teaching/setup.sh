#!/usr/bin/env bash
# Gradescope runs this once, while it builds the autograder's image: Node, and downhill from the archive beside this file.
set -euo pipefail

source=${AUTOGRADER:-/autograder}/source
node_version=${NODE_VERSION:-22.20.0}

if ! node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null; then
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends ca-certificates curl xz-utils
  archive=node-v$node_version-linux-x64.tar.xz
  cd "$(mktemp -d)"
  curl -fsSLO "https://nodejs.org/dist/v$node_version/$archive"
  curl -fsSL "https://nodejs.org/dist/v$node_version/SHASUMS256.txt" | grep " $archive\$" | sha256sum --check
  tar -xJf "$archive" -C /usr/local --strip-components=1
fi

# Made with: git archive --prefix=downhill/ -o downhill.tar.gz HEAD
tar -xzf "$source/downhill.tar.gz" -C "$source"
cd "$source/downhill"
npm ci
node dist/cli/main.js verify --help >/dev/null
