"""Every way in which a State pack could loosen federal law, with what is told."""

from __future__ import annotations

from collections.abc import Mapping

from pack_files import (
    CITE,
    COUNTS,
    LIMIT,
    ONLY,
    WINDOW,
    at,
)

NEVER = "a pack adds and tightens, it never changes"

ADDS = "a pack adds requirements, prohibitions, conditions, advice and tighter limits"

LOOSENING: Mapping[str, tuple[str, ...]] = {
    "a dropped requirement": (
        "drops: [SF-SAFE]",
        f'1:9 pack "example-pack" drops SF-SAFE {at("SF-SAFE")}; a pack cannot loosen federal law',
    ),
    "a dropped window": (
        "drops: [SF-WINDOW]",
        '1:9 pack "example-pack" drops SF-WINDOW (rules/fund.yaml:9); a pack cannot loosen federal law',
    ),
    "a dropped rule that does not exist": (
        "drops: [SF-SAVE]",
        '1:9 pack "example-pack" drops "SF-SAVE", which is no federal rule; a pack cannot loosen federal law',
    ),
    "a replaced rule": (
        f"requirements:\n  - {{id: XS-SAFE, replaces: SF-SAFE, must: {{activity.area: arts}}, {CITE}}}",
        f"2:5 XS-SAFE replaces SF-SAFE {at('SF-SAFE')}; a pack adds to federal law and never replaces it",
    ),
    "several replaced rules": (
        f"requirements:\n  - {{id: XS-SAFE, replaces: [SF-SAFE, SF-CAP], must: {{activity.area: arts}}, {CITE}}}",
        '2:5 XS-SAFE replaces "", which is no federal rule; a pack adds to federal law and never replaces it',
    ),
    "an overridden verdict": (
        "overrides:\n  - {rule: SF-SAFE, verdict: allowable}",
        f'2:5 pack "example-pack" overrides SF-SAFE {at("SF-SAFE")}; a pack cannot loosen federal law',
    ),
    "a new authority": (
        f"authorities:\n  - {{id: XS-CAMP, for: {{kinds: [camp]}}, {CITE}}}",
        f"2:5 XS-CAMP lets stem-fund pay for camp; federal law is SF-NO-CAMP {at('SF-NO-CAMP')}, and a pack never adds an authority",
    ),
    "a new authority beside a federal one": (
        f"authorities:\n  - {{id: XS-ROBOTS, for: {{kinds: [robotics]}}, {CITE}}}",
        f"2:5 XS-ROBOTS lets stem-fund pay for robotics; federal law is SF-ROBOTICS {at('SF-ROBOTICS')}, and a pack never adds an authority",
    ),
    "a new authority for everything": (
        f"authorities:\n  - {{id: XS-ALL, {CITE}}}",
        f"2:5 XS-ALL lets stem-fund pay for every kind; federal law is SF-ROBOTICS {at('SF-ROBOTICS')}, and a pack never adds an authority",
    ),
    "a higher cap": (
        f"limits:\n  - {{{LIMIT}, {COUNTS}, at_most: 15.01 percent}}",
        f"2:5 XS-CAP sets a higher cap than SF-CAP {at('SF-CAP')}; {ONLY}",
    ),
    "a higher cap that hides what it loosens": (
        f"limits:\n  - {{id: XS-CAP, {CITE}, {COUNTS}, at_most: 20 percent}}",
        f"2:5 XS-CAP sets a higher cap than SF-CAP {at('SF-CAP')}; {ONLY}",
    ),
    "a higher cap in dollars": (
        f'limits:\n  - {{id: XS-KITS, tightens: SF-PRIZES, {CITE}, per: activity, counts: {{items: [kits]}}, at_most: "500.01"}}',
        f"2:5 XS-KITS sets a higher cap than SF-PRIZES {at('SF-PRIZES')}; {ONLY}",
    ),
    "a lower floor": (
        f"limits:\n  - {{id: XS-FLOOR, tightens: SF-FLOOR, {CITE}, counts: {{where: {{activity.area: arts}}}}, of: award.amount, at_least: 9.99 percent}}",
        f"2:5 XS-FLOOR sets a lower floor than SF-FLOOR {at('SF-FLOOR')}; {ONLY}",
    ),
    "a cap turned into a floor": (
        f"limits:\n  - {{{LIMIT}, {COUNTS}, at_least: 15 percent}}",
        f"2:5 XS-CAP is a floor and turns around the cap SF-CAP {at('SF-CAP')}; {ONLY}",
    ),
    "a floor turned into a cap": (
        f"limits:\n  - {{id: XS-FLOOR, tightens: SF-FLOOR, {CITE}, counts: {{where: {{activity.area: arts}}}}, of: award.amount, at_most: 10 percent}}",
        f"2:5 XS-FLOOR is a cap and turns around the floor SF-FLOOR {at('SF-FLOOR')}; {ONLY}",
    ),
    "a cap over another base": (
        f"limits:\n  - {{{LIMIT}, counts: {{where: {{activity.area: tech}}}}, of: award.charged, at_most: 5 percent}}",
        f"2:5 XS-CAP takes its percentage of another base than SF-CAP {at('SF-CAP')}; {ONLY}",
    ),
    "a cap in dollars instead of a percentage": (
        f'limits:\n  - {{{LIMIT}, counts: {{where: {{activity.area: tech}}}}, at_most: "5.00"}}',
        f"2:5 XS-CAP is an amount, not a percentage as SF-CAP {at('SF-CAP')}; {ONLY}",
    ),
    "a cap over other costs": (
        f"limits:\n  - {{{LIMIT}, counts: {{items: [kits], where: {{activity.area: tech}}}}, of: award.amount, at_most: 5 percent}}",
        f"2:5 XS-CAP counts other costs than SF-CAP {at('SF-CAP')}; {ONLY}",
    ),
    "a cap over other sums": (
        f"limits:\n  - {{{LIMIT}, {COUNTS}, at_most: 5 percent, per: activity}}",
        f"2:5 XS-CAP is measured for each activity, not for each award as SF-CAP {at('SF-CAP')}; {ONLY}",
    ),
    "a cap in fewer cases": (
        f"limits:\n  - {{{LIMIT}, {COUNTS}, at_most: 5 percent, applies: {{award.opened: yes}}}}",
        f"2:5 XS-CAP applies in other cases than SF-CAP {at('SF-CAP')}; {ONLY}",
    ),
    "a limit that tightens nothing": (
        f"limits:\n  - {{id: XS-CAP, tightens: SF-CUP, {CITE}, {COUNTS}, at_most: 5 percent}}",
        '2:5 XS-CAP tightens "SF-CUP": expected the id of a federal limit (did you mean "SF-CAP"?)',
    ),
    "a rule that tightens": (
        f"prohibitions:\n  - {{id: XS-P, tightens: SF-SAFE, {CITE}}}",
        f"2:5 XS-P tightens SF-SAFE {at('SF-SAFE')}; only a limit or a window tightens, a rule is added as it stands",
    ),
    "a window that opens earlier": (
        f"window: {{{WINDOW}, opens: {{month: 6, day: 30}}, months: 12}}",
        f"1:9 XS-W opens earlier than SF-WINDOW {at('SF-WINDOW')}: 2018-06-30, not 2018-07-01; {ONLY}",
    ),
    "a window that closes later": (
        f"window: {{{WINDOW}, opens: {{month: 7, day: 1}}, months: 16, tydings_months: 12}}",
        f"1:9 XS-W closes later than SF-WINDOW {at('SF-WINDOW')}: 2020-10-31, not 2020-09-30; {ONLY}",
    ),
    "a window that opens earlier in the second stream": (
        f"window: {{{WINDOW}, opens: {{month: 7, day: 1}}, months: 12, october: {{opens: {{month: 9, day: 1}}, months: 12}}}}",
        f"1:9 XS-W opens earlier than SF-WINDOW {at('SF-WINDOW')}: 2018-09-01, not 2018-10-01; {ONLY}",
    ),
    "a window without a day": (
        f"window: {{{WINDOW}, opens: {{month: 12, day: 1}}, closes: {{month: 7, day: 31}}}}",
        f"1:9 XS-W leaves no day of SF-WINDOW {at('SF-WINDOW')}: it closes on 2018-07-31; {ONLY}",
    ),
    "a window that hides what it tightens": (
        f"window: {{id: XS-W, {CITE}, opens: {{month: 7, day: 1}}, months: 12}}",
        f'1:9 XS-W has no "tightens": expected SF-WINDOW {at("SF-WINDOW")}',
    ),
    "a later day to pay": (
        f"window: {{{WINDOW}, opens: {{month: 7, day: 1}}, months: 12, liquidation_days: figure.days_to_pay}}",
        f"1:9 XS-W sets liquidation_days; the last day to pay stays that of SF-WINDOW {at('SF-WINDOW')}",
    ),
    "the same id again": (
        f"requirements:\n  - {{id: SF-SAFE, must: {{activity.area: arts}}, {CITE}}}",
        f'2:5 "SF-SAFE" names another rule already {at("SF-SAFE")}; an id never has two meanings, and no pack replaces a federal rule',
    ),
    "the id of a window again": (
        f"requirements:\n  - {{id: SF-WINDOW, must: {{activity.area: arts}}, {CITE}}}",
        '2:5 "SF-WINDOW" names another rule already (rules/fund.yaml:9); an id never has two meanings, and no pack replaces a federal rule',
    ),
    "a changed definition": (
        "definitions:\n  nonprofit-run: {says: Anyone., means: {activity.organizer: [nonprofit, company]}, cite: xs-handbook}",
        f'2:3 pack "example-pack" changes the federal "nonprofit-run" {at("nonprofit-run")} in definitions; {NEVER}',
    ),
    "a changed figure": (
        (
            "figures:\n  - {figure: threshold, says: More., unit: money, chosen_by: award.awarded_on, "
            'values: [{from: 2014-01-01, value: "9999.00", cite: xs-handbook}]}'
        ),
        f'2:5 pack "example-pack" changes the federal "threshold" {at("threshold")} in figures; {NEVER}',
    ),
    "a changed fact": (
        "facts:\n  - {fact: activity.safe, type: yes-no, question: Is it fun?}",
        f'2:5 pack "example-pack" changes the federal "activity.safe" {at("activity.safe")} in facts; {NEVER}',
    ),
    "a fact with another choice": (
        "facts:\n  - {fact: activity.area, type: choice, choices: {tech: Technology, arts: Arts, any: Any}, question: Which area?}",
        f'2:5 pack "example-pack" changes the federal "activity.area" {at("activity.area")} in facts; {NEVER}',
    ),
    "a built-in fact changed": (
        "facts:\n  - {fact: award.opens, type: date, question: When?}",
        f'2:5 pack "example-pack" changes the federal "award.opens" {at("award.opens")} in facts; {NEVER}',
    ),
    "a computed fact of its own": (
        "facts:\n  - {fact: line.weight, type: number, question: How heavy?, built_in: yes}",
        "2:5 fact line.weight of a pack is built_in; a pack's facts are asked",
    ),
    "a second short name": (
        "facts:\n  - {fact: line.safe, type: yes-no, question: Is the line safe?}",
        '2:5 facts activity.safe and line.safe have the same short name "safe"',
    ),
    "a changed item": (
        "items:\n  - {item: snacks, name: Snacks, object: supplies, obligated: commitment}",
        f'2:5 pack "example-pack" changes the federal "snacks" {at("snacks")} in items; {NEVER}',
        f'1:1 "items" is for federal rules; {ADDS}',
    ),
    "a changed kind": (
        "kinds:\n  - {kind: food, name: Food, group: learning, means: Learning.}",
        f'2:5 pack "example-pack" changes the federal "food" {at("food")} in kinds; {NEVER}',
        f'1:1 "kinds" is for federal rules; {ADDS}',
    ),
    "a memory as the ground of a refusal": (
        "prohibitions:\n  - {id: XS-P, says: Never., cite: memo-1}",
        "2:5 XS-P refuses money and rests on no confirmed source: make it advice or a condition, or confirm a source",
    ),
    "a rule that rests on federal law alone": (
        "prohibitions:\n  - {id: XS-P, says: Never., cite: law-1}",
        "2:5 XS-P cites no source of the State",
    ),
    "a rule in the name of federal law": (
        f"prohibitions:\n  - {{id: SF-P, {CITE}}}",
        '2:5 rule "SF-P" of a pack: expected an id that begins with "XS-"',
    ),
    "a fund of its own": (
        "fund: stem-fund",
        '1:1 "fund" begins federal rules; a pack says whose rules it adds to: "adds_to: stem-fund"',
    ),
    "a framework of its own": (
        "framework: federal",
        '1:1 "framework" begins federal rules; a pack says whose rules it adds to: "adds_to: federal"',
    ),
    "a changed ladder": (
        "ladder:\n  - {step: whim, title: Do we like it?}",
        '1:1 "ladder" is for federal rules; ' + ADDS,
    ),
    "a changed notice": (
        "notices:\n  - {notice: XS-N, says: Fine., severity: note}",
        '1:1 "notices" is for federal rules; ' + ADDS,
    ),
    "a mistyped section": (
        "requirement:\n  - {id: XS-R}",
        '1:1 unknown key "requirement" in a pack (did you mean "requirements"?)',
    ),
    "an object class that does not exist": (
        'object_codes: {supply: "600"}',
        '1:16 unknown object class "supply" (did you mean "supplies"?)',
    ),
    "a trigger that nothing passes": (
        f"amendment_triggers:\n  - {{id: XS-T, {CITE}}}",
        '2:5 XS-T names no change: expected percent, amount or "new: yes"',
    ),
    "a trigger below nothing": (
        f'amendment_triggers:\n  - {{id: XS-T, percent: "-1", {CITE}}}',
        '2:25 percent "-1": expected more than 0',
    ),
    "a trigger without the prefix": (
        f'amendment_triggers:\n  - {{id: T, percent: "1", {CITE}}}',
        '2:5 amendment trigger "T" of a pack: expected an id that begins with "XS-"',
    ),
}
