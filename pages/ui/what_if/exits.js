// The book and its exits, each line valued on what it follows: the class's price or the related one.

const GAPS = [-12, -8, 8, 12]; // per cent, before anybody can trade

// A share's related price is the index; return of the index = return of the share / beta.
function pull(state) {
  if (state.underlying === "index") return state.beta;
  return state.beta === 0 ? 0 : 1 / state.beta;
}

// The related price when the class stands at `spot`; it stays a price however far the pull leads.
function relatedPrice(state, spot = state.spot) {
  if (state.index !== null) return state.index;
  const moved = 1 + pull(state) * (spot / state.start - 1);
  return state.indexStart * Math.min(Math.max(moved, 0.01), 100);
}

function follows(line, state, forms) {
  return forms[line[1]].underlying === state.underlying;
}

function hasRelated(lines, state, forms) {
  return lines.some((line) => line[0] !== 0 && !follows(line, state, forms));
}

function hasHedge(state) {
  return state.hedge.some((line) => line[0] !== 0);
}

// An index is priced on its futures price, so its yield is the rate (Black 1976).
function jointReader(lines, state, forms, days, shift) {
  const part = (own) => reader({
    ...state,
    lines: lines.filter((line) => follows(line, state, forms) === own),
    yield: own && state.underlying === "share" ? state.yield : state.rate,
  }, forms, days, shift);
  const [own, other] = [part(true), part(false)];
  return (spot, related) => joined(own(spot), other(related), pull(state) * related / spot);
}

// `per` is how far the related price goes when the class's price goes up by one.
function joined(own, other, per) {
  return {
    own,
    other,
    value: own.value + other.value,
    dollars: own.dollars + other.dollars,
    delta: own.delta + other.delta * per,
    gamma: own.gamma + other.gamma * per * per,
    vega: own.vega + other.vega,
    theta: own.theta + other.theta,
  };
}

function together(one, two) {
  const sum = {};
  for (const [name, figure] of Object.entries(one)) {
    sum[name] = typeof figure === "number" ? figure + two[name] : together(figure, two[name]);
  }
  return sum;
}

// What the book and its exits were at the start: profit and the estimate are counted from there.
function originOf(state, forms) {
  const at = (lines) => jointReader(lines, state, forms, 0, 0)(state.start, state.indexStart);
  const alone = at(state.lines);
  return { alone, both: together(alone, at(state.hedge)) };
}

// What delta and gamma at the start make of a move: a straight line and a parabola, nothing else.
function estimate(origin, state, spot, related) {
  const quadratic = (greeks, move) => greeks.delta * move + greeks.gamma * move * move / 2;
  return quadratic(origin.own, spot - state.start)
    + quadratic(origin.other, related - state.indexStart);
}

// `at(spot)` gives the book alone and both together, in desk units, with profit and its estimate.
function figuresOf(state, forms, origin = originOf(state, forms)) {
  const book = jointReader(state.lines, state, forms, state.days, state.shift);
  const hedge = jointReader(state.hedge, state, forms, state.days, state.shift);
  const counted = (here, from, spot, related, cost) => {
    here.profit = here.value - from.value - cost;
    here.estimate = estimate(from, state, spot, related) - cost;
    return here;
  };
  const cost = hasHedge(state) ? state.cost : 0;
  return (spot) => {
    const related = relatedPrice(state, spot);
    const alone = book(spot, related);
    const both = together(alone, hedge(spot, related));
    return {
      alone: counted(alone, origin.alone, spot, related, 0),
      both: counted(both, origin.both, spot, related, cost),
    };
  };
}

// The market right after a gap: from the start, no day later, volatility moved by its size.
function afterGap(state, gap) {
  return {
    spot: round(state.start * (1 + gap / 100), 6),
    shift: round(state.gapPoints * Math.abs(gap), 6),
    days: 0,
    index: null,
  };
}

// The gap that the state stands right after, or null.
function gapOf(state) {
  const same = (one, two) => Math.abs(one - two) <= 1e-9 * Math.max(1, Math.abs(two));
  return GAPS.find((gap) => {
    const after = afterGap(state, gap);
    return state.index === null && state.days === 0
      && same(state.spot, after.spot) && same(state.shift, after.shift);
  }) ?? null;
}

function atStart(state) {
  return state.spot === state.start && !state.shift && !state.days && state.index === null;
}

// Prices are logarithms' business: one that is none gives way to the one the state began with.
function usable(given) {
  const state = { underlying: "share", lines: [], hedge: [], index: null, ...structuredClone(given) };
  const isPrice = (number) => Number.isFinite(number) && number > 0;
  if (!isPrice(state.start)) state.start = isPrice(state.spot) ? state.spot : 1;
  if (!isPrice(state.spot)) state.spot = state.start;
  if (!isPrice(state.indexStart)) state.indexStart = 1;
  if (!isPrice(state.index)) state.index = null;
  for (const name of ["shift", "days", "rate", "yield", "beta", "cost", "gapPoints"]) {
    if (!Number.isFinite(state[name])) state[name] = 0;
  }
  return state;
}
