"""Two versions of a plan: what changed in money and in verdicts, and what of it must go back to the State."""
