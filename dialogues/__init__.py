"""The middle floor: scenarios and playing them.

Knows the scoring floor (for its words and traces), no database and no screen.

    scenarios/   the scenario files, and their English tables beside them
    model        a scenario in types
    reader       file -> scenario, with every error of the file at once
    conditions   the small closed language of guards ("anger >= 70 and seen(insults)")
    effects      what steps, faults and tempers do to the complainant's meters
    machine      a scenario compiled to a state machine
    role_play    one run: inputs in, events out, undo, replay
    standpoint   where a run stands, in plain values: another can be begun from there
    following    a kept run played again on the scenario as it is now: it follows, or says where it departs
    what_if      a finished run with one turn changed, kept nowhere
    translation  laying an English table over a scenario
    library      the folder of scenarios, cached by content
    course       scenarios in an order, with a test before and another after; courses/: the shipped ones
    lint/        what can be wrong in a scenario file, with stable codes and plain sentences
"""
