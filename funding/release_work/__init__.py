"""The publishers' page of editions: what is asked there (an edition now, a check, a withdrawal), and how a worker does it.

`models.ReleaseWork` is what was asked and how far it is; `run` is what the worker does; `touched` says beforehand what a
withdrawal takes away; `staff` are the pages.
"""
