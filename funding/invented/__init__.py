"""« Registre d'exemple »: an invented, seeded register that holds everything a register can hold.

`register.make(awards, seed, slug)` draws it and writes it. Nothing in it describes anyone: every name says « exemple »
or « fictif ». The same seed gives the same register, to the last cent.
"""
