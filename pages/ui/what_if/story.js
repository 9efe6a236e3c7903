// What happened and what the exits did about it, in one short text; and what each chart shows.

function thing(state) {
  return state.underlying;
}

function level(state, number, underlying = state.underlying) {
  if (underlying === "share") return price(round(number, 3));
  const shown = round(number, 1);
  return NUMBERS[Number.isInteger(shown) ? 0 : 1].format(shown);
}

function points(number) {
  const size = round(Math.abs(number), 2);
  return size === 1 ? "1 point" : `${size} points`;
}

function amount(number) {
  return `C$${whole(Math.abs(number))}`;
}

function sideOf(number, least = 0.5) {
  return number < -least ? "loss" : number > least ? "gain" : "even";
}

// "The share gaps 8 % up and volatility jumps 6 points before you can trade."
function whatHappened(state) {
  const gap = gapOf(state);
  const moved = round(state.shift, 2);
  if (gap !== null) {
    const jump = moved ? ` and volatility ${moved > 0 ? "jumps" : "drops"} ${points(moved)}` : "";
    const way = gap > 0 ? "up" : "down";
    return `The ${thing(state)} gaps ${Math.abs(gap)}\u00a0% ${way}${jump} before you can trade.`;
  }
  const parts = [`The ${thing(state)} is at ${level(state, state.spot)}`];
  if (state.index !== null) {
    const other = state.underlying === "share" ? "index" : "share";
    parts.push(`the ${other} at ${level(state, state.index, other)}`);
  }
  if (moved) parts.push(`volatility ${points(moved)} ${moved > 0 ? "up" : "down"}`);
  if (state.days) parts.push(`${days(state.days)} later`);
  return `${parts.join(", ")}.`;
}

function youDo(number) {
  return { loss: `you lose ${amount(number)}`, gain: `you make ${amount(number)}`, even: "you come out even" }[sideOf(number)];
}

function youWouldHave(number) {
  return {
    loss: `you would have lost ${amount(number)}`,
    gain: `you would have made ${amount(number)}`,
    even: "you would have come out even",
  }[sideOf(number)];
}

function estimateSaid({ profit, estimate: said }) {
  const same = sideOf(profit) === sideOf(said) || sideOf(said) === "even";
  const kind = same ? "" : `a ${sideOf(said)} of `;
  return `delta and gamma alone would have said ${kind}${amount(said)}`;
}

function beforeAnything(state) {
  const cost = hasHedge(state) && Math.round(state.cost) > 0
    ? `; your exits have cost ${amount(state.cost)}` : "";
  const what = state.underlying === "share" ? "share price" : "index";
  return `Nothing has moved yet${cost}. Drag the ${what}, or let it gap before you can trade.`;
}

function isEmpty(state) {
  return !hasHedge(state) && state.lines.every((line) => line[0] === 0);
}

function story(state, { alone, both }) {
  if (isEmpty(state)) return "Your book is empty. Take on a position to see what a move does to it.";
  if (atStart(state)) return beforeAnything(state);
  const happened = whatHappened(state);
  if (!hasHedge(state)) {
    const outcome = youDo(alone.profit);
    return `${happened} ${outcome[0].toUpperCase()}${outcome.slice(1)}; ${estimateSaid(alone)}.`;
  }
  return `${happened} With your exits ${youDo(both.profit)}; ${estimateSaid(both)}. `
    + `Without your exits ${youWouldHave(alone.profit)}.`;
}

// ---- titles, chosen by the figures at the start ---------------------------------------------

const SLOPE_LEAST = 0.5; // a delta of half a share is none
const CURVE_LEAST = 0.05;

// What became of a slope or a curve: none, out, part, turned, stays or more.
function fate(before, after, least) {
  if (Math.abs(before) < least) return Math.abs(after) < least ? "none" : "more";
  const left = after / before;
  if (Math.abs(left) <= 0.1) return "out";
  if (left < 0) return "turned";
  return left <= 0.75 ? "part" : left <= 1.1 ? "stays" : "more";
}

function profitTitle(state, origin, { down, up }) {
  if (!hasHedge(state)) return aloneTitle(state, down.alone.profit, up.alone.profit);
  const slope = fate(origin.alone.delta, origin.both.delta, SLOPE_LEAST);
  const curve = fate(origin.alone.gamma, origin.both.gamma, CURVE_LEAST);
  return exitsTitle(slope, curve);
}

// "Your exits take the slope out, not the curve": what goes, what stays, what comes.
function exitsTitle(slope, curve) {
  if (slope === "none" && curve === "none") return "Your exits leave nothing to gain or lose";
  const fates = [["slope", slope], ["curve", curve]].filter(([, one]) => one !== "none");
  const which = (...kinds) => fates.filter(([, one]) => kinds.includes(one));
  const gone = which("out", "part");
  const changed = which("turned", "more");
  if (!gone.length && !changed.length) {
    const stays = fates.map(([what]) => `the ${what}`).join(" and ");
    return `Your exits leave ${stays} as ${fates.length > 1 ? "they were" : "it was"}`;
  }
  const does = changed.map(([what, one]) => (one === "turned" ? `turn the ${what} over` : `add to the ${what}`));
  if (gone.length === 2) does.unshift(`take out ${gone.map(part).join(" and ")}`);
  if (gone.length === 1) does.unshift(`take ${part(gone[0])} out`);
  const stays = which("stays").map(([what]) => `, not the ${what}`).join("");
  return `Your exits ${does.join(" and ")}${stays}`;
}

function part([what, one]) {
  return one === "part" ? `part of the ${what}` : `the ${what}`;
}

function aloneTitle(state, down, up) {
  if (isEmpty(state)) return "Your book is empty";
  const what = thing(state);
  const [fall, rise] = [sideOf(down), sideOf(up)];
  if (fall === "even" && rise === "even") return `Your book hardly moves with the ${what}`;
  if (fall === rise) {
    return `Your book ${fall === "loss" ? "loses" : "makes money"} whichever way the ${what} goes`;
  }
  return `Your book loses when the ${what} ${down < up ? "falls" : "rises"}`;
}

function deltaTitle(state, origin) {
  const hedged = hasHedge(state);
  const { delta, gamma } = hedged ? origin.both : origin.alone;
  const what = thing(state);
  const small = Math.abs(delta) < SLOPE_LEAST;
  if (Math.abs(gamma) < CURVE_LEAST) {
    return small ? "No delta: the price does not matter to you" : "Your delta stays as it is";
  }
  const curve = fate(origin.alone.gamma, origin.both.gamma, CURVE_LEAST);
  if (hedged && curve === "out") return "Your delta hardly changes around the start";
  const goes = `${gamma < 0 ? "falls" : "rises"} as the ${what} rises`;
  const slope = fate(origin.alone.delta, origin.both.delta, SLOPE_LEAST);
  return hedged && slope === "out" ? `Your delta starts near zero and ${goes}` : `Your delta ${goes}`;
}
