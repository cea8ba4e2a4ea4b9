#!/usr/bin/env bash
# The rows of splits.csv in shares, side by side on this machine with GNU parallel, then joined as if one run had answered
# them all. Run it from the folder above `scenarios`; options of `compare` may follow:
#
#   scenarios/batch/parallel.sh --draws 100000
#
# Stopped, or the machine went down? The same line goes on where it was. The exit status is the one that a single run would
# have: 0 answered, 1 answered and for some scenario the answer is no.
set -euo pipefail

apportion=${APPORTION:-apportion}
base=${BASE:-scenarios/baseline.toml}
splits=${SPLITS:-scenarios/batch/splits.csv}
out=${OUT:-results}
shares=${SHARES:-8}
jobs=${JOBS:-100%} # as many at a time as there are cores, each with one thread
mkdir -p "$out"
# Shares of different days are not of one batch, so the day on which it began is kept for those that come after midnight.
as_of=${AS_OF:-$(cat "$out/as-of" 2>/dev/null || date +%F)}
echo "$as_of" >"$out/as-of"

# GNU parallel could skip what its log calls done; `--resume` of the program itself also looks whether every byte of it is
# still there. A share that is asked to stop has ten seconds to keep what it has answered.
rm -f "$out/joblog"
parallel --quote --joblog "$out/joblog" --jobs "$jobs" --termseq TERM,10000,KILL,25 \
    "$apportion" compare --base "$base" --splits "$splits" --as-of "$as_of" --threads 1 \
    --shard "{}/$shares" --out "$out/share-{}" --resume "$@" ::: $(seq "$shares") &
running=$!
trap 'kill -TERM "$running"; wait "$running" || exit 130; exit 130' INT TERM
ended=0
wait "$running" || ended=$?
# Up to 101 it says how many shares did not end with 0, and 1 is an answer: the log knows which is which.
[ "$ended" -le 101 ] || exit "$ended"

# Columns 7 and 8 of the log are the exit status and the signal.
worst=$(awk 'NR > 1 { status = $8 ? 128 + $8 : $7; if (status > worst) worst = status } END { print worst + 0 }' "$out/joblog")
if [ "$worst" -gt 1 ]; then
    awk 'NR > 1 && ($7 > 1 || $8) { print "share " $1 " ended with status " $7 " and signal " $8 }' "$out/joblog" >&2
    exit "$worst"
fi

status=0
"$apportion" merge "$out"/share-* --out "$out/merged" || status=$?
[ "$status" -le 1 ] || exit "$status"
"$apportion" verify "$out/merged"
exit "$status"
