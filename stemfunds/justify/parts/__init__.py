"""The parts of the justification, one module each; `stemfunds.justify.context` puts them in order."""
