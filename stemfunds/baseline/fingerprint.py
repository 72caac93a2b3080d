"""What makes a finding the same finding in the next version of a plan."""

from __future__ import annotations

import hashlib

from stemfunds.judging.result import Finding
from stemfunds.plan.model import District

LENGTH = 16
"""Signs of a fingerprint; 64 bits keep a million findings apart."""


def fingerprint(finding: Finding, district: District) -> str:
    """Sixteen signs from the district, the rule, the fund, the award, the activity and the line.

    Words, places in the file and the order of the plan do not count, and neither does the amount: an acceptance
    says up to which amount it holds.
    """
    parts = (district.nces_id or district.name, finding.rule, finding.fund, finding.award, finding.activity, finding.line)
    return hashlib.sha256("\x1f".join(part or "" for part in parts).encode()).hexdigest()[:LENGTH]
