// Figures as they are read, and the sentences that read them back.

const MINUS = "\u2212";
const NUMBERS = [0, 1, 2, 3].map((digits) => new Intl.NumberFormat("en-CA", {
  minimumFractionDigits: digits, maximumFractionDigits: digits,
}));

function whole(number) {
  return NUMBERS[0].format(Math.round(number));
}

function signed(number, digits = 0) {
  const text = NUMBERS[digits].format(Math.abs(number));
  if (!/[1-9]/.test(text)) return text;
  return (number < 0 ? MINUS : "+") + text;
}

function money(number, digits = 0) {
  const text = NUMBERS[digits].format(Math.abs(number));
  const sign = !/[1-9]/.test(text) ? "" : number < 0 ? MINUS : "+";
  return `${sign}C$${text}`;
}

function price(number) {
  const digits = Number.isInteger(number) ? 0 : number < 2 ? 3 : 2;
  return `C$${NUMBERS[digits].format(number)}`;
}

// A label inside a sentence: small letters, but an acronym stays one.
function inSentence(label) {
  return label.replace(/\b[A-Z][a-z]+/g, (word) => word.toLowerCase());
}

function days(number) {
  return number === 1 ? "1 day" : `${whole(number)} days`;
}

// One sentence: what you are, what happens to your delta, what you would have to do.
function readBack(state, forms, at) {
  const held = holdings(state.lines, forms);
  if (!held) return "Your book is empty. Add a line to see what it does.";
  const step = state.start >= 20 ? 1 : state.start >= 2 ? 0.1 : 0.01;
  // Whole shares throughout, so that the reader who subtracts gets the number that is told.
  const inShares = (delta) => Math.sign(delta) * Math.round(Math.abs(delta));
  const now = inShares(at(state.spot).delta);
  const then = inShares(at(state.spot + step).delta);
  const change = then - now;
  const trade = Math.abs(change);
  const opening = `You are ${held}. If the share rises ${price(step)}, your delta `;
  if (trade === 0) return `${opening}stays at ${signed(now)} shares: nothing to trade.`;
  const goes = `goes from ${signed(now)} to ${signed(then)}: `;
  const shares = trade === 1 ? "share" : "shares";
  return opening + goes + (change < 0
    ? `you would have to buy ${whole(trade)} more ${shares}.`
    : `you could sell ${whole(trade)} ${shares}.`);
}

const SHAPES = {
  delta: {
    name: "Delta", unit: "shares", digits: 0,
    text: (at) => signed(at.delta), pick: (at) => at.delta,
    title: (_, now) => Math.abs(now.gamma) < 0.05
      ? "Your delta hardly changes from here"
      : `Your delta ${now.gamma < 0 ? "falls" : "rises"} as the share rises`,
  },
  gamma: {
    name: "Gamma", unit: "shares per C$1", digits: 1,
    text: (at) => signed(at.gamma, 1), pick: (at) => at.gamma,
    title: (found) => found.length === 0 ? "No gamma: your delta stays as it is"
      : found.length === 1 ? `Your delta changes fastest near ${price(found[0])}`
        : `Your delta changes fastest at ${found.length} prices`,
  },
  vega: {
    name: "Vega", unit: "C$ per volatility point", digits: 0,
    text: (at) => money(at.vega), pick: (at) => at.vega,
    title: (_, now) => Math.abs(now.vega) < 0.5
      ? "Volatility hardly matters from here"
      : `A volatility point up ${now.vega < 0 ? "costs" : "earns"} you C$${whole(Math.abs(now.vega))}`,
  },
  theta: {
    name: "Theta", unit: "C$ per calendar day", digits: 0,
    text: (at) => money(at.theta), pick: (at) => at.theta,
    title: (_, now) => Math.abs(now.theta) < 0.5
      ? "The passing day hardly matters from here"
      : `The next day ${now.theta < 0 ? "costs" : "earns"} you C$${whole(Math.abs(now.theta))}`,
  },
  profit: {
    name: "Profit and loss", unit: "C$ since the start", digits: 0,
    text: (at) => money(at.profit), pick: (at) => at.profit,
    title: (_, now) => Math.abs(now.profit) < 0.5
      ? "You stand where you started"
      : `You have ${now.profit < 0 ? "lost" : "made"} C$${whole(Math.abs(now.profit))} so far`,
  },
};
