"""The plan: its model and its readers. Nothing here knows a rule, a fund or a figure."""

from stemfunds.plan.model import Activity, Award, Cents, Charge, District, Fact, Line, Plan, Position, School

__all__ = [
    "Activity",
    "Award",
    "Cents",
    "Charge",
    "District",
    "Fact",
    "Line",
    "Plan",
    "Position",
    "School",
]
