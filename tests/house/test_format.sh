#!/bin/sh
# Every C file is written as clang-format 14 writes it.
format=$(command -v clang-format-14 || command -v clang-format) || {
    echo "skipped: clang-format is not there"
    exit 77
}
case $("$format" --version) in
*"version 14."*) ;;
*)
    echo "skipped: this is not clang-format 14, whose layout the project uses"
    exit 77
    ;;
esac
# It must be able to fail.
if printf 'int  x ;\n' | "$format" --dry-run -Werror --assume-filename=x.c 2>/dev/null; then
    echo "clang-format accepts anything: is .clang-format there?"
    exit 1
fi
rooms=
for room in base data rules render planner tests bench examples; do
    [ ! -d "$room" ] || rooms="$rooms $room"
done
# shellcheck disable=SC2086 # the rooms are words
find $rooms -name '*.[ch]' -print0 | xargs -0 "$format" --dry-run -Werror
