#!/bin/sh
# How fast the archiver is beside what a user would pick instead, on the same loads, in turn. See src/docs/performance.md.
#
#   src/bench/run.sh --loads S,M --rounds 5          the table; raw rows in target/bench/rows.csv
#   src/bench/run.sh --guard                         one minute, one ratio; never fails for being slow
#   src/bench/run.sh --help
#   python3 -B src/bench/ledgers.py                  claim, status, report and intake at 10 thousand, 1 million and 10 million chunks
#   python3 -B src/bench/slow.py                     a source with 50 ms of latency and 20 Mbit/s per connection
#
# Needs mvn package, and from Debian: apt-get install nginx rclone curl postgresql python3
exec python3 -B "$(dirname "$0")/bench.py" "$@"
