"""Why a rule said what it said: its condition as a tree, with every fact it read and where that stands in the plan."""
