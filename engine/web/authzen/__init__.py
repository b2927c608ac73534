"""AuthZEN Authorization API 1.0: may somebody, who may, and what may somebody.

The questions of Mandat as a policy decision point answers them: a decision is true only
where the rules settle that it is, and every other outcome is false with the reason in
`context`. Sections in the docstrings are those of the specification.
"""
