"""The lesson's own diagram: how customer flow becomes exposure and how it is brought down."""

from __future__ import annotations

from engine.figures import Figure, Node


def draw() -> Figure:
    """Return the loop as a diagram; each box leads to where its step is taught or done."""
    flow = Node(
        title="Customer flow creates inventory",
        text="You fill orders. The book becomes long or short.",
        href="lessons?lesson=where-exposure-comes-from",
    )
    measure = Node(
        title="Measure net exposure",
        text="Add up the risks of all positions in the book.",
        href="sandbox?arrived=yes&step=measure",
    )
    ways = (
        Node(
            title="Hedge with the underlying or a related product",
            text="Shares, a future or an ETF: takes the direction out.",
            href="sandbox?arrived=yes&step=exits&exits=underlying_related",
        ),
        Node(
            title="Offset with other options",
            text="Another strike or expiry: takes out what shares can't, such as volatility.",
            href="sandbox?arrived=yes&step=exits&exits=underlying_options",
        ),
        Node(
            title="Adjust quotes and size",
            text="Price and size invite the flow that you want next.",
            href="sandbox?arrived=yes&step=exits&exits=quotes_stop",
        ),
    )
    reduced = Node(
        title="Reduced net risk",
        text="Smaller and known. Seldom zero.",
        href="sandbox?arrived=yes&step=left",
    )
    return Figure(
        title="From customer flow to reduced risk",
        look_for="Three ways lead out of the same exposure, and a desk uses them together. "
        "Then the next order arrives and the loop begins again.",
        alt="Customer flow creates inventory; net exposure is measured; it is hedged with the "
        "underlying or a related product, offset with other options, or steered by quotes and "
        "size; what is left is a reduced net risk.",
        stages=((flow,), (measure,), ways, (reduced,)),
    )
