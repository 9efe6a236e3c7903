"""More than half of a topic is recall: it tests memory where the exam tests use."""

from collections import Counter
from collections.abc import Iterator, Sequence

from engine.study.rules._item import Found, Item

SOURCE = "Haladyna, Downing & Rodriguez (2002), guidelines 2 and 3"
BREAKS = "\n".join(
    f"- {{ask: Question {n}, right: a, wrong: [b, c], level: {level}}}"
    for n, level in enumerate(["recall", "recall", "recall", "apply"])
)
KEEPS = "\n".join(
    f"- {{ask: Question {n}, right: a, wrong: [b, c], level: {level}}}"
    for n, level in enumerate(["recall", "recall", "analyse", "apply"])
)
FEWEST = 3
"""Questions of a topic below which a share says nothing."""


def bank(items: Sequence[Item]) -> Iterator[tuple[Item, Found]]:
    """Find topics of which more than half is recall; the first such question is named."""
    every = Counter(item.question.topic for item in items)
    recall = [item for item in items if item.question.level == "recall"]
    for topic, count in Counter(item.question.topic for item in recall).items():
        if every[topic] >= FEWEST and 2 * count > every[topic]:
            first, *rest = (item for item in recall if item.question.topic == topic)
            message = f'{count} of {every[topic]} questions on "{topic}" are recall'
            remedy = "let more of them use the fact: a case to decide, a number to compute"
            yield first, Found(message, remedy, tuple(item.id for item in rest))
