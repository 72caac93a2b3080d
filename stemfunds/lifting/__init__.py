"""The smallest change that would lift a verdict, worked out from the conditions of the rules and judged for real."""
