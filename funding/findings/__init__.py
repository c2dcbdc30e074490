"""Where a seat and money coincide: what the rules find, what people decide about it, and what is public of it.

`look.look(register)` writes what `funding.questions.conflicts` finds; `decide` is what a person decides; `staff` is the
queue, `views` the public page.
"""
