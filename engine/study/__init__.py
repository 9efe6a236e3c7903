"""The study side: what people write, what learners are asked, and where they stand.

====================  ==========================================================================
``course`` ``bank``   everything that is written, read as it stands now and checked as a whole:
``lessons`` ...       lessons, questions, presets, situations, cards
``questions``         a question as it is written; ``shown`` is one attempt at it, ``marking``
                      what an answer is worth, ``reasons`` what is said on it afterwards
``practice``          answers given, and which question comes next: ``modes``, ``weak_spots``,
                      ``next_step``
``writing``           files read to the letter: lines kept, slips understood, faults explained
``numbers``           formulas, variables, units, the right number
``soundness``         what makes a question impossible to ask
``rules``             what makes a question a poor one (a menu)
``exams``             blueprints, drawing, sitting, result, paper
``standing``          mastery, readiness, calibration, repetition, history
``teaching``          coverage of an exam, statistics of an item
``exports``           ways to take questions elsewhere (a menu)
====================  ==========================================================================
"""
