"""Hedgebook's engine: what options market makers hold, what it exposes them to, and the way out.

The folders are the lesson's own diagram. Whoever has read the lesson can find any line of code.

========================================  =====================  ==================================
the lesson says                           folder                 it knows
========================================  =====================  ==================================
customer flow creates inventory           ``engine/flow``        who calls, how often, what they
                                                                 deal at our price
measure net exposure                      ``engine/exposure``    positions, book, Greeks in desk
                                                                 units, scenarios, margin, limits
hedge with the underlying or a related    ``engine/hedging``     what to trade, when to trade again,
product; offset with other options                               what it costs, what stays
adjust quotes and size                    ``engine/quoting``     reservation price, width, size,
                                                                 obligations
reduced net risk                          ``engine/desk``        the whole loop played out; where
                                                                 the profit and loss went
*under all of it*                         ``engine/pricing``     what one option is worth
*under all of it*                         ``engine/instruments`` what can be held (a menu)
*why believe it*                          ``engine/evidence``    published numbers beside ours, one
                                                                 table a file (a menu)
*the study side*                          ``engine/study``       lessons, questions, practice,
                                                                 exams, standing
*facts kept*                              ``engine/records``     what a learner did, append-only
*pictures*                                ``engine/figures``     one figure a file (a menu)
========================================  =====================  ==================================

``errors``, ``controls`` and ``plugins`` are known to everything; ``check`` reads all that people
write (``python -m engine.check``). Nothing here imports Streamlit, reads the clock or draws a
random number of its own: time and seed are arguments.
"""
