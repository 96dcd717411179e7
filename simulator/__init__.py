"""The top floor: the program people open.

__main__     the command `minwon`
commands/    one module a command of the terminal
screens/     the Textual app, one module a screen
widgets/     parts of screens
plain/       the same game in plain lines: screen readers, pipes, scripts
rehearsal    one attempt: a role-play whose every turn is kept before it is shown
resuming     whether a kept run can go on, or be played again, on the scenario as it is now
writing      a scenario being written, with its live run; source_file, recovery, own_copy: its file and unsaved text
records/     the journal, the summaries and the survey answers
courses      the courses on this machine; course_progress: what counts as done
surveys/     survey forms as data
exports/     files for others: CSV, the debrief as a page or picture, the incident report, docs/manual/
texts/       every text a user sees, Korean and English
settings     the configuration file; places: where things live
"""

__version__ = "0.1.0"
