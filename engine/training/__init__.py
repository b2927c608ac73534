"""Going through cases: which ones, with which alternatives, and what came of it.

A session is chosen (`material`, `choosing`), each case gets its alternatives
(`alternatives`), what happens is written down as events (`results`), and the events
of many sessions are summed up (`tallying`, `spacing`).
"""
