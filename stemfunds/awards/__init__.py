"""Allocation lists of States: from a table of all districts to the awards of one."""

from stemfunds.awards.lists import read_allocations
from stemfunds.awards.model import Allocation, AllocationList, ListSettings

__all__ = ["Allocation", "AllocationList", "ListSettings", "read_allocations"]
