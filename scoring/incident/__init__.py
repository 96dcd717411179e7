"""After the talk: whether an incident has to go on paper, who does what next, and the incident report.

need       whether a run needs the paper, and what a report of it must agree with
after      the after-incident steps as the run stands: done by whom, still open
form       the report form (fields and boxes) and a filled-in report, data/report-form.yaml
checks     a report against the run: six W's, quotes, calm language, consistency, data/report-checks.yaml
"""
