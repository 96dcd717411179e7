"""The records: one append-only journal, the summaries derived from it, and survey answers kept apart.

model      what is kept, in types the rest of the program sees
schema     the tables
engine     opening the database with the settings that keep it safe
rows       between rows and the types of `model`
store      the one door through which everything is written and read
"""
