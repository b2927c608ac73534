"""Going through cases: which ones, with which alternatives, and what came of it.

The cases of a session are selected from the `material` (`selection`, `practice`,
`plans`), each gets `alternatives` to choose among, what happens is written down as
events (`results`, `results_file`), and the events of many `sessions` are summed up
(`tallies`).
"""
