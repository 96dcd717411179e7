"""The bottom floor: the response manual as data, and judging a run against it.

Nothing in here knows scenario files, a database or a screen. What comes in is a `Trace` (the ordered
events of one run), what goes out is a `Scorecard` and a `Debrief`.

    manual/    steps, faults, acts, laws, policies and ladders as readable YAML, and their reader
    rules/     the kinds of rule, and judging one rule against an indexed trace
    trace      the events of one run
    incident/  after the talk: who does what next, the incident report and its checks
    grading    trace + manual + policy -> scorecard
    comparing  two scorecards side by side
    standing   where a run stands on its ladder right now
    debrief    the curve, the turning points and the moments worth talking about
"""
