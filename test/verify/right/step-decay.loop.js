export default function stepDecay({ rate, factor, every }) {
  return function (update) {
    let lr = rate;
    for (let drop = every; drop <= update; drop += every) lr *= factor;
    return lr;
  };
}
