// A book as the student sees it (shown units) and what it measures in the desk's units.

// Lines are [quantity, kind, field...]; `forms` says what each kind promises and how it is shown.
function claimsOf(lines, forms) {
  return lines.filter((line) => line[0] !== 0).map(([quantity, kind, ...shown]) => {
    const form = forms[kind];
    const claim = { payoff: form.payoff, weight: quantity * form.units };
    form.fields.forEach((field, i) => { claim[field.name] = shown[i] / field.scale; });
    return claim;
  });
}

function marketOf(state, days = state.days, shift = state.shift) {
  return {
    rate: state.rate / 100,
    dividendYield: state.yield / 100,
    volatilityShift: shift / 100,
    yearsPassed: days / DAYS_PER_YEAR,
  };
}

// Everything needed to read the book at any share price: `at(spot)` gives desk units.
function reader(state, forms, days, shift) {
  const market = marketOf(state, days, shift);
  const claims = claimsOf(state.lines, forms).map((claim) => preparedClaim(claim, market));
  return (spot) => deskUnits(measure(claims, market, spot), spot);
}

function deskUnits(net, spot) {
  return {
    value: net.value,
    delta: net.delta,
    dollars: net.delta * spot,
    gamma: net.gamma,
    gammaPercent: net.gamma * spot / 100,
    vega: net.vega / 100,
    theta: net.theta / DAYS_PER_YEAR,
    rho: net.rho / 10000,
  };
}

// Days until the next expiry that is still to come, or null where nothing is left to expire.
function firstExpiry(state, forms) {
  const left = claimsOf(state.lines, forms)
    .filter((claim) => claim.payoff !== "linear")
    .map((claim) => Math.round(claim.years * DAYS_PER_YEAR * 1e6) / 1e6)
    .filter((days) => days > state.days);
  return left.length ? Math.min(...left) : null;
}

// The share prices that the charts span: wide enough for every strike, the start and today.
function spotRange(state, forms) {
  const start = state.start;
  const strikes = claimsOf(state.lines, forms)
    .map((claim) => claim.strike)
    .filter((strike) => strike > start * 0.4 && strike < start * 2.5);
  const low = Math.min(start * 0.75, ...strikes.map((strike) => strike * 0.9), state.spot);
  const high = Math.max(start * 1.25, ...strikes.map((strike) => strike * 1.1), state.spot);
  const step = spotStep(start);
  return [Math.max(Math.floor(low / step) * step, step), Math.ceil(high / step) * step];
}

function spotStep(start) {
  return start >= 20 ? 0.1 : start >= 2 ? 0.01 : 0.001;
}

// "short 20 calls and long 900 shares"
function holdings(lines, forms) {
  const counts = new Map();
  for (const [quantity, kind] of lines) {
    if (quantity === 0) continue;
    const side = quantity < 0 ? "short" : "long";
    const key = `${side} ${kind}`;
    const entry = counts.get(key) ?? { side, kind, count: 0 };
    entry.count += Math.abs(quantity);
    counts.set(key, entry);
  }
  const parts = [...counts.values()].map(({ side, kind, count }) =>
    `${side} ${whole(count)} ${count === 1 ? inSentence(forms[kind].label) : forms[kind].plural}`);
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
