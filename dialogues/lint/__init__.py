"""What can be wrong in a scenario file: stable codes, one plain sentence each, checks grouped by room.

codes/             the codes in YAML: severity, Korean and English sentence, how to mend it
diagnostics        the codes in types, and a problem as a sentence
names              every name that is used exists
structure          every place can be reached and left
content            what a trainee needs to learn from a choice
check              all of it over one file or a library
"""
