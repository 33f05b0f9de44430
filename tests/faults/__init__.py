"""What must hold when the machine, the disk or a file fails in the middle of a run."""
