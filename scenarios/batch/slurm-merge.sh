#!/usr/bin/env bash
# What comes after the array of slurm.sh: its shares joined as if one run had answered them all.
#
#SBATCH --job-name=apportion-merge
#SBATCH --time=00:10:00
#SBATCH --mem=1G
#SBATCH --kill-on-invalid-dep=yes
set -euo pipefail

apportion=${APPORTION:-apportion}
out=${OUT:-results}

status=0
"$apportion" merge "$out"/share-* --out "$out/merged" || status=$?
[ "$status" -le 1 ] || exit "$status"
"$apportion" verify "$out/merged"
