// The engine's formulas once more, for what must move under the finger.
// Held to engine/pricing by a parity test on random books. Natural units, one unit long.

const DAYS_PER_YEAR = 365;
const SQRT_HALF = Math.SQRT1_2;
const INV_SQRT_TWO_PI = 1 / Math.sqrt(2 * Math.PI);
const FAR = 40;

// Normal distribution after Cephes (S. L. Moshier), the routine behind scipy.special.ndtr.
const ERFC_P = [2.46196981473530512524e-10, 5.64189564831068821977e-1, 7.46321056442269912687,
  4.86371970985681366614e1, 1.96520832956077098242e2, 5.26445194995477358631e2,
  9.3452852717195760754e2, 1.02755188689515710272e3, 5.57535335369399327526e2];
const ERFC_Q = [1, 1.32281951154744992508e1, 8.67072140885989742329e1, 3.54937778887819891062e2,
  9.75708501743205489753e2, 1.82390916687909736289e3, 2.24633760818710981792e3,
  1.65666309194161350182e3, 5.57535340817727675546e2];
const ERFC_R = [5.64189583547755073984e-1, 1.27536670759978104416, 5.01905042251180477414,
  6.16021097993053585195, 7.4097426995044893916, 2.9788666537210024067];
const ERFC_S = [1, 2.2605286322011727659, 9.39603524938001434673, 1.20489539808096656605e1,
  1.70814450747565897222e1, 9.60896809063285878198, 3.3690764510008151605];
const ERF_T = [9.60497373987051638749, 9.00260197203842689217e1, 2.23200534594684319226e3,
  7.00332514112805075473e3, 5.55923013010394962768e4];
const ERF_U = [1, 3.35617141647503099647e1, 5.21357949780152679795e2, 4.59432382970980127987e3,
  2.26290000613890934246e4, 4.92673942608635921086e4];

function polynomial(coefficients, x) {
  let sum = coefficients[0];
  for (let i = 1; i < coefficients.length; i++) sum = sum * x + coefficients[i];
  return sum;
}

function normalCdf(d) {
  const x = d * SQRT_HALF;
  const z = Math.abs(x);
  if (z < 1) {
    const square = x * x;
    return 0.5 + 0.5 * x * polynomial(ERF_T, square) / polynomial(ERF_U, square);
  }
  const ratio = z < 8
    ? polynomial(ERFC_P, z) / polynomial(ERFC_Q, z)
    : polynomial(ERFC_R, z) / polynomial(ERFC_S, z);
  const tail = 0.5 * Math.exp(-z * z) * ratio;
  return x > 0 ? 1 - tail : tail;
}

// What of a line does not depend on the share price. `weight` is signed units of the underlying.
function preparedClaim(claim, market) {
  if (claim.payoff === "linear") return { weight: claim.weight, linear: true };
  const years = Math.max(claim.years - market.yearsPassed, 0);
  const volatility = Math.max(claim.volatility + market.volatilityShift, 0);
  const rootYears = Math.sqrt(years);
  const deviation = volatility * rootYears;
  const inverse = (x) => (x > 0 ? 1 / x : 0);
  return {
    weight: claim.weight,
    linear: false,
    sign: claim.payoff === "call" ? 1 : -1,
    years,
    rootYears,
    deviation,
    distance: (market.rate - market.dividendYield) * years - Math.log(claim.strike),
    inverseDeviation: inverse(deviation),
    spotDiscount: Math.exp(-market.dividendYield * years),
    cash: claim.strike * Math.exp(-market.rate * years),
    decay: volatility * inverse(rootYears) / 2,
  };
}

function clipped(d) {
  return d > FAR ? FAR : d < -FAR ? -FAR : d;
}

// The net Greeks of prepared claims at one share price, in natural units.
function measure(claims, market, spot) {
  const net = { value: 0, delta: 0, gamma: 0, vega: 0, theta: 0, rho: 0 };
  const logSpot = Math.log(spot);
  for (const claim of claims) {
    const weight = claim.weight;
    if (claim.linear) {
      net.value += weight * spot;
      net.delta += weight;
      continue;
    }
    const distance = logSpot + claim.distance;
    const scaled = claim.deviation > 0
      ? distance * claim.inverseDeviation
      : Math.sign(distance) * 2 * FAR;
    const d1 = clipped(scaled + claim.deviation / 2);
    const d2 = clipped(scaled - claim.deviation / 2);
    const shares = claim.sign * claim.spotDiscount * normalCdf(claim.sign * d1);
    const cash = claim.sign * claim.cash * normalCdf(claim.sign * d2);
    const density = claim.spotDiscount * Math.exp(-d1 * d1 / 2) * INV_SQRT_TWO_PI;
    net.value += weight * (spot * shares - cash);
    net.delta += weight * shares;
    net.gamma += weight * density * claim.inverseDeviation / spot;
    net.vega += weight * spot * density * claim.rootYears;
    net.theta += weight
      * (market.dividendYield * spot * shares - market.rate * cash - spot * density * claim.decay);
    net.rho += weight * claim.years * cash;
  }
  return net;
}
