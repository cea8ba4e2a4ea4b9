#!/usr/bin/env bash
# One task of a Slurm array for each share of splits.csv. Submit it from the folder above `scenarios`, on a file system that
# every node sees; options of `compare` may follow:
#
#   export AS_OF=2026-11-22
#   array=$(sbatch --parsable scenarios/batch/slurm.sh --draws 100000)
#   sbatch --dependency="afterok:$array" scenarios/batch/slurm-merge.sh
#
#SBATCH --job-name=apportion
#SBATCH --array=1-8
#SBATCH --cpus-per-task=2
#SBATCH --mem=1G
#SBATCH --time=01:00:00
#
# A minute before its time is up a task is asked to stop, which leaves room to keep what is answered. `B:` asks this script,
# and the trap below asks the program. One that is preempted, or whose node fails, is queued again and goes on.
#SBATCH --signal=B:TERM@60
#SBATCH --requeue
#SBATCH --open-mode=append
set -euo pipefail

apportion=${APPORTION:-apportion}
base=${BASE:-scenarios/baseline.toml}
splits=${SPLITS:-scenarios/batch/splits.csv}
out=${OUT:-results}
# Say SHARES=8 to submit a part of the array again (`sbatch --array=3,5`): its count is of the tasks submitted.
shares=${SHARES:-$SLURM_ARRAY_TASK_COUNT}
as_of=${AS_OF:?one day for all shares, whenever each begins, such as 2026-11-22}

"$apportion" compare --base "$base" --splits "$splits" --as-of "$as_of" --threads "${SLURM_CPUS_PER_TASK:-1}" \
    --shard "$SLURM_ARRAY_TASK_ID/$shares" --out "$out/share-$SLURM_ARRAY_TASK_ID" --resume "$@" &
share=$!

# Status 1 is an answer too: for some scenario it is no. To Slurm anything but 0 is a failure, and the merge would not run.
ended() {
    status=0
    wait "$share" || status=$?
    [ "$status" -ne 1 ] || status=0
    exit "$status"
}
trap 'kill -TERM "$share"; ended' TERM
ended
