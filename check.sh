#!/bin/sh
# check.sh - install what is missing, build with ASan and UBSan, run every test.
set -eu
cd "$(dirname "$0")"

scripts/packages.sh build test
scripts/build.sh asan
exec ctest --preset asan "$@"
