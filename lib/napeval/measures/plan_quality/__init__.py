"""Whether a plan can be evaluated: checklists, SMART, the result chain, profiles and mends.

From the ground up: facts (the tables), goals, measuring, carrying_out, watching (what can be asked of them),
asked (who meets it), rules (which item of the guide asks it), answers (what the tables say to an item).
"""
