"""US dollars and RMB at the operator's rate."""
