"""The middle floor: scenarios and playing them.

Knows the scoring floor (for its words and traces), no database and no screen.

    scenarios/   the scenario files, and their English tables beside them
    model        a scenario in types
    reader       file -> scenario, with every error of the file at once
    conditions   the small closed language of guards ("anger >= 70 and seen(insults)")
    effects      what steps, faults and tempers do to the complainant's meters
    machine      a scenario compiled to a state machine
    role_play    one run: inputs in, events out, undo, replay
    what_if      a finished run with one turn changed, kept nowhere
    translation  laying an English table over a scenario
    library      the folder of scenarios, cached by content
    lint/        what can be wrong in a scenario file, with stable codes and plain sentences
"""
