#!/bin/bash
# sbatch docs/sweeps/slurm-array.sh study.json
#SBATCH --job-name=sweep
#SBATCH --array=0-15
#SBATCH --cpus-per-task=4
#SBATCH --time=04:00:00
#SBATCH --requeue
# The share of each task is read from SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT. Where tasks were lost, submit the
# same line again: what is done is not done again.
exec npx downhill work "${1:?which study}" --quiet
