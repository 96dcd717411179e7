"""Whether a scenario is well written: what gives the best option away, cannot be told apart, or must not be said.

best_option        the best option is not the longest, the politest or always in the same place
likeness           options can be told apart, and one can be right and another wrong
reading            what stands on the screen at one moment can be read there
intensity          the stated intensity fits the words and the acts
personal_data      nobody real is named: numbers, addresses, names
shapes             what such data looks like, and what cannot be real
letters            letters that terminals draw in different ways, or not at all
chance             how likely a pattern is by chance alone
texts              every text with its place
options            the sets of options that are looked at
tables             the word lists beside this file, in types
check              all of it over one file and its table, over a library, over the bytes of a file
"""
