"""Many plans at once: where they come from, the run over all cores, and the store that holds the results."""
