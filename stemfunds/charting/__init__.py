"""Charts of verdicts: activities or kinds against funds, for a terminal, a web page and paper."""
