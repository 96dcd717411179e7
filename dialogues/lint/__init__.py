"""What can be wrong in a scenario file: stable codes, one plain sentence each, checks grouped by room.

codes/             the codes in YAML: severity, Korean and English sentence, how to mend it
diagnostics        the codes in types, and a problem as a sentence
names              every name that is used exists
structure          every place can be reached and left
content            what a trainee needs to learn from a choice
table              the English table beside a scenario
check              what is looked at whenever a scenario is loaded
proofs, rungs      what can happen and what it is worth, by playing it through; the steps of its ladders
playing_time       how long a run takes to read
silencing          `# noqa: D301`
courses            courses among the files
pages              the page of each code in docs/diagnostics, for `minwon lint --explain`
files              all of it over files, and the files side by side
words              what dimensions are called (dimensions.yaml)
"""
