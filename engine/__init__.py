"""Hedgebook's engine: what options market makers hold, what it exposes them to, and the way out.

The folders are the lesson's own diagram. Whoever has read the lesson can find any line of code.

========================================  =====================  ==================================
the lesson says                           folder                 it knows
========================================  =====================  ==================================
measure net exposure                      ``engine/exposure``    positions, book, Greeks in desk
                                                                 units, scenarios
*under all of it*                         ``engine/pricing``     what one option is worth
*under all of it*                         ``engine/instruments`` what can be held (a menu)
*the study side*                          ``engine/study``       lessons, questions, bank, practice
*facts kept*                              ``engine/records``     what a learner did, append-only
*pictures*                                ``engine/figures``     one figure a file (a menu)
========================================  =====================  ==================================

``errors``, ``controls`` and ``plugins`` are known to everything; ``check`` reads all that people
write (``python -m engine.check``). Nothing here imports Streamlit, reads the clock or draws a
random number of its own: time and seed are arguments.
"""
