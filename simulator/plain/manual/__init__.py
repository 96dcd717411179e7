"""The manual as lines: an index, and one page for each thing it holds.

index       everything by id, code and name; finding it
ladders     pages of ladders with their rungs and rules
facts       pages of steps, faults, acts and types of conduct
laws        pages of laws, and law cards
agency      pages of policies, after-steps, service standards and hard rules
words       the manual's values in words, for these pages and for the reference in files
"""
