"""Facts kept: what a learner did, append-only. All else about a learner is derived from them."""
