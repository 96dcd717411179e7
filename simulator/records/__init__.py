"""The records: one append-only chained journal, what is derived of it, people and units, and what proves it all.

model, rows         what is kept, in types the rest of the program sees; between rows and these types
schema, triggers    the tables, one MetaData for both engines; what the database itself refuses
address, safe_places  where records are: a file or a URL; where a file may not lie
opening, engine, postgres, upgrading, migrations/  opening SQLite and PostgreSQL, bringing older versions up
database, writer_lock, refusals  transactions, upserts, one fair writer; why a database refused, in words
store               the one door for attempts, summaries, reports, reflections and surveys
chain, journal      hashes and commitments, pure; adding and reading events
audit, purging      the chained log of what was done to records; erasing words and owners, deleting attempts
anchors, verifying  what stood at a moment, to be printed; whether anything was changed since
"""
