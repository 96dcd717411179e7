"""The author's bench: what helps to write, translate and check scenarios.

exchange           a scenario's texts on their way to a translator and back, keyed by stable ids
exchange_csv       the same as a table for a spreadsheet
exchange_po        the same as a PO file for a translation editor
exploring          what can happen in a scenario, how it ends and what that is worth: `explore`
exploration        what exploring found, as frozen values, and the budget it is given
facts, walking     a stage compiled for walking: what the future of a run can depend on, and how moves change it
searching, loops   every run state, breadth first; places without a way out and the longest way
chance_runs        random runs that take what was used least
coverage           from what was met to what can happen and what never did
best_run, sampling looking for a full score; judging runs and adding up what that shows
scripts            inputs as the lines of a script
notes, notes.yaml  what a translator has to know about a line: who speaks, where, in answer to what
table_file         a translation table as text, always written the same way
starter            a new scenario from a skeleton, laid out along its ladder
starters/          the skeletons, and which channel and conduct each is for
schema             the JSON Schema of a scenario file, for editors
schema.yaml        what the schema says beyond the model: Korean descriptions, where names of the manual stand
graph              a scenario as places and ways, as far as its file can be read
anger              how far each place is from the start, and how angry the complainant is there by a guess
trail              a kept run laid over the graph
live_run           a run its author plays while writing: it lives on when the text under it changes
text_places        where states and endings stand in a text, even while it cannot be read
stats              words, states, options, endings, reading time and translation of a file
manual_use         what of the manual scenarios exercise, by the names they use
"""
