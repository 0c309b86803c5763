#!/bin/sh
# How curl, wget, rclone and the official ACS SDK fare with the faults of src/docs/faults.md.
# Needs the three commands on the PATH; prints the table, which it leaves in target/faults-tools.md.
# Usage: src/bench/faults/measure-tools.sh [-Dfaults.seed=N]
set -eu
cd "$(dirname "$0")/../../.."
for tool in curl wget rclone; do
  command -v "$tool" >/dev/null || { echo "$tool is missing: install it first" >&2; exit 2; }
done
mvn -B -q -Pfault-tools test-compile failsafe:integration-test failsafe:verify "$@"
cat target/faults-tools.md
