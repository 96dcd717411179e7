"""People: the roster they come from, what is held on one of them, how they are forgotten, and their PINs.

`sheets` reads a file into rows, `roster` understands them, `units` and `importing` turn them into changes; `listing`
and `exporting` read, `erasing` forgets. `pins` is the arithmetic of PINs without a database, `pin_keeping` its door to
one, `hashers` the ways a PIN is hashed. Names are kept in one table and told by nothing but `listing` and `exporting`.
"""
