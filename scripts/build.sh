#!/bin/sh
# build.sh - configure and build one preset of CMakePresets.json.
#
#   scripts/build.sh PRESET [TARGET...]
set -eu
cd "$(dirname "$0")/.."
preset=$1
shift

# A build folder remembers its place: a moved or copied clone begins again.
cache=build/$preset/CMakeCache.txt
if [ -f "$cache" ] && ! grep -qx "CMAKE_HOME_DIRECTORY:INTERNAL=$(pwd -P)" "$cache"; then
    rm -rf "build/$preset"
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "Building $preset in build/$preset"
if ! cmake --preset "$preset" >"$log" 2>&1; then
    cat "$log" >&2
    echo "build.sh: CMake could not configure the preset $preset; the lines above say why" >&2
    exit 1
fi
if [ $# -gt 0 ]; then
    cmake --build --preset "$preset" --target "$@"
else
    cmake --build --preset "$preset"
fi
