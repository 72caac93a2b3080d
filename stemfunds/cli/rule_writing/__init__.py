"""The commands of `stemfunds rulebook`, one module each."""
