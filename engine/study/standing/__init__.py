"""Where a learner stands: mastery, readiness, calibration, repetition, history."""
