#!/bin/sh
# coverage.sh - run the tests and print which share of the lines of rules/ and planner/ they reach.
#
#   scripts/coverage.sh [FLOOR]     fails when one of the two lies under FLOOR percent (default 90)
#
# A table by file lies in build/coverage/lines.txt, worst file first. Needs gcov, which comes with gcc.
set -eu
cd "$(dirname "$0")/.."
floor=${1:-90}

scripts/packages.sh build test
scripts/build.sh coverage
find build/coverage -name '*.gcda' -delete
ctest --preset coverage --output-on-failure >build/coverage/tests.txt ||
    { tail -n 40 build/coverage/tests.txt; echo "coverage.sh: tests failed; the figures below miss what they would have reached" >&2; }

# Every source is compiled once, in its room's library. A source that no test ran has notes
# (.gcno) and no data; gcov then counts its lines as not reached.
find build/coverage/CMakeFiles -path '*camplan_*' -name '*.gcno' |
    while read -r notes; do
        gcov -n -o "$(dirname "$notes")" "$notes" 2>/dev/null
    done |
    awk -v root="$(pwd -P)/" '
        /^File / {
            file = substr($0, 7, length($0) - 7)
            sub("^" root, "", file)
        }
        /^Lines executed:/ && file ~ /^(rules|planner)\/.*\.c$/ {
            split($0, part, /[:% ]+/)
            lines = part[5]
            if (!(file in total)) {
                total[file] = lines
                reached[file] = int(lines * part[3] / 100 + 0.5)
            }
            file = ""
        }
        END {
            for (file in total) {
                printf "%6.1f %% %5d of %5d  %s\n", 100 * reached[file] / total[file], reached[file], total[file], file
            }
        }' | sort -n >build/coverage/lines.txt

awk -v floor="$floor" '
    {
        split($6, part, "/")
        room = part[1]
        reached[room] += $3
        total[room] += $5
    }
    END {
        low = 0
        for (i = 1; i <= 2; i++) {
            room = i == 1 ? "rules" : "planner"
            share = total[room] ? 100 * reached[room] / total[room] : 0
            printf "%-8s %6.1f %% of %d lines reached\n", room, share, total[room]
            if (share < floor)
                low = 1
        }
        printf "by file: build/coverage/lines.txt\n"
        if (low)
            printf "coverage.sh: under the floor of %s %%\n", floor
        exit low
    }' build/coverage/lines.txt
