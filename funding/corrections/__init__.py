"""« Signaler une erreur »: what anyone reports about a record, the queue of the staff, the answer that is public.

`forms` is what can be said, `views` are the form and the public log, `staff` the queue; `funding.attempts` keeps floods out.
"""
